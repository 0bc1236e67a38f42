/**
 * Surnames from the most frequent one on, written for this project from general knowledge, no list copied,
 * and parts of which rare ones are made: most people bear a name that few others bear.
 */
import type { Origin } from './person.ts';

interface FamilyNames {
  /** By falling frequency. */
  frequent: string;
  rareFronts: string;
  rareBacks: string;
  /** How many people bear a rare name, 0 to 1. */
  rare: number;
}

const german: FamilyNames = {
  frequent: `
Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf,
Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Schmitt, Werner, Schmitz, Krause, Meier, Lehmann,
Schmid, Schulze, Maier, Köhler, Herrmann, König, Walter, Mayer, Huber, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung,
Hahn, Schubert, Vogel, Friedrich, Keller, Günther, Frank, Berger, Winkler, Roth, Beck, Lorenz, Baumann, Franke, Albrecht, Schuster,
Simon, Ludwig, Böhm, Winter, Kraus, Martin, Schumacher, Krämer, Vogt, Stein, Jäger, Otto, Sommer, Groß, Seidel, Heinrich, Brandt,
Haas, Schreiber, Graf, Schulte, Dietrich, Ziegler, Kuhn, Kühn, Pohl, Engel, Horn, Busch, Bergmann, Thomas, Voigt, Sauer, Arnold,
Wolff, Pfeiffer, Ernst, Lindner, Hübner, Kramer, Franz, Hansen, Wenzel, Barth, Götz, Zeller, Paul, Riedel, Kern, Hermann, Nagel,
Böttcher, Lutz, Ott, Kaufmann, Schilling, Kunz, Grimm, Petersen, Jansen, Beyer, Peter, Nowak, Hess, Kessler, Stahl, Bender, Renner,
Reuter, Eckert, Kirsch, Bach, Hoppe, Strauß, Metzger, Bachmann, Wirth, Moser, Seifert, Dörr, Reinhardt, Janßen, Brenner, Anders,
Rieger, Weis, Decker, Fink, Ebert, Ritter, Lenz, Heinz, Sander, Hein, Rapp, Marx, Burkhardt, Kurz, Ullrich, Binder, Zimmer, Hecker,
Klaus, Bähr, Ackermann, Ehrlich, Noll, Brand, Storch, Rupp, Schenk, Straub, Gebhardt, Christ, Ulrich, Adam, Buchholz, Geiger, Doll,
Krebs, Wendt, Rose, Nickel, Oswald, Heß, Gärtner, Feldmann, Stark, Mertens, Steiner, Siebert, Konrad, Herzog, Münch, Wild, Lauer,
Hauck, Walz, Flick, Zahn, Bischoff, Schramm, Merkel, Trautmann, Diehl, Rausch, Schreiner, Klotz, Hammer, Kolb, Bopp, Reichert, Römer,
Heller, Wunder, Baier, Gerlach, Löffler, Ehret, Kuntz, Betz, Weigel, Ihrig, Stumpf, Schäffer, Göbel, Hook, Schall, Jakob, Bohn,
Steinmetz, Wagener, Naumann, Sturm, Völker, Rothe, Wiedemann, Eder, Kohl, Fleischmann, Probst, Hirsch, Seitz, Gehrig, Körner, Späth,
Blum, Heil, Hild, Wüst, Lösch, Emmerich, Neubauer, Welsch, Hummel, Kling, Freund, Scherer, Stephan, Höfer, Kühner, Breuer, Gutmann,
Behrens, Scheib, Fritz, Bürger, Rau, Fröhlich, Kreuz, Schlosser, Kissel, Magin, Spieß, Wittmann, Jost, Hoffelder, Settelmeyer, Grün,
Bernhard, Ochs, Stadler, Vetter, Maurer, Dreyer, Zorn, Eberle, Thiel, Weick, Lamb, Reiter, Schlegel, Kuhlmann, Röder, Hauser, Mohr,
Pfister, Ries, Weiler, Gräf, Lipp, Hilgert, Göck, Funk, Preuß, Westermann, Ahrens, Gabriel, Raab, Kastner, Haag, Ehmann, Bosch,
von der Heide, von Berg, van den Boom, vom Stein, zu Hohenfeld, de Groot, von Kahl, van Dyck`,
  rareFronts: `
Stein, Wald, Berg, Eich, Birk, Buch, Linden, Hasel, Ross, Gries, Kirch, Hof, Feld, Wies, Bach, Brunn, Brück, Acker, Grün, Weiß,
Schwarz, Roth, Rauch, Eber, Hirsch, Fuchs, Wolf, Adler, Falken, Vogel, Ober, Nieder, Unter, Neu, Alt, Hinter, Mitter, Oster, Sauer,
Süß, Lang, Kurz, Breit, Hohen, Tiefen, Kalten, Sommer, Winter, Herbst, Silber, Gold, Eisen, Kupfer, Stahl, Korn, Hafer, Dinkel,
Wein, Trauben, Apfel, Nuss, Rosen, Blumen, Distel, Dorn, Moos, Sand, Kies, Fels, Teich, Moor, Ried, Schön, Hart, Kies, Mühl, Zell,
Tann, Öl, Hütten, Röder, Käs, Bären, Löwen, Königs, Kaisers, Herren, Pfaffen, Schäfers, Glocken, Haber, Holz`,
  rareBacks: `
mann, bauer, müller, meier, hofer, berger, burger, felder, bacher, heimer, hausen, feld, inger, stätter, reuter, huber, maier,
stein, thal, wald, brink, kamp, horst, rieder, egger, aicher, lechner, eder, bichler, brunner, brecher, gruber, mayer, lehner,
wieser, dörfer, kötter, vogt, knecht, schmidt, schneider, bach, beck, rath, brand, holz, haupt, korn, sack`,
  rare: 0.56,
};

const turkish: FamilyNames = {
  frequent: `
Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, Kara, Koç, Kurt,
Özkan, Şimşek, Polat, Korkmaz, Çakır, Erdoğan, Yavuz, Can, Acar, Güneş, Aktaş, Şen, Bulut, Keskin, Turan, Yüksel, Taş, Güler, Özcan,
Avcı, Işık, Ünal, Sarı, Kaplan, Tekin, Bozkurt, Coşkun, Özer, Gül, Duman, Uçar, Karaca, Aksoy, Ateş, Uysal, Bayram, Erol, Akın,
Toprak, Ay, Türk, Sönmez, Eren, Ceylan, Soylu, Gündüz, Balcı, Kıran, Tunç, Yalçın, Özen, Demirel`,
  rareFronts:
    'Kara, Ak, Öz, Gök, Er, Sarı, Bey, Tay, Bay, Demir, Gün, Ay, Al, Boz, Kızıl, Top, Bal, Uz',
  rareBacks:
    'türk, kaya, taş, doğan, soy, su, han, oğlu, demir, dağ, gül, çınar, yurt, tepe, bulut, man',
  rare: 0.3,
};

const polish: FamilyNames = {
  frequent: `
Nowak, Kowalski, Wiśniewski, Wójcik, Kowalczyk, Kamiński, Lewandowski, Zieliński, Szymański, Woźniak, Dąbrowski, Kozłowski,
Jankowski, Mazur, Wojciechowski, Kwiatkowski, Krawczyk, Kaczmarek, Piotrowski, Grabowski, Zając, Pawłowski, Michalski, Król,
Wieczorek, Jabłoński, Wróbel, Majewski, Olszewski, Stępień, Malinowski, Jaworski, Adamczyk, Dudek, Pawlak, Górski, Nowicki, Sikora,
Witkowski, Walczak, Rutkowski, Baran, Michalak, Szewczyk, Ostrowski, Tomaszewski, Zalewski, Pietrzak, Duda, Wilk`,
  rareFronts:
    'Kras, Zab, Bor, Sos, Lip, Dol, Kal, Mal, Ros, Star, Brzez, Wol, Klim, Jas, Osin, Kub, Mar, Gaw',
  rareBacks: 'owski, ecki, iński, czyk, owicz, ek, ak, icki, ewski',
  rare: 0.4,
};

const russian: FamilyNames = {
  frequent: `
Ivanov, Petrov, Smirnov, Kusnezow, Popov, Volkov, Sokolov, Morosow, Novikov, Fedorov, Michailow, Pavlov, Makarow, Schmidt, Müller,
Miller, Weber, Braun, Wagner, Becker, Schneider, Klein, Fast, Dyck, Wiebe, Penner, Friesen, Reimer, Wall, Löwen, Janzen, Koslow,
Stepanow, Nikolajew, Orlow, Andrejew, Romanow, Zaharov, Wasiljew, Lebedew, Egorow, Kiselew, Belov, Titow, Medwedew, Antonow, Tarasow,
Schewtschenko, Kowalenko, Bondarenko, Tkatschenko, Melnik, Litwinenko, Krawtschenko, Oliinyk, Schäfer, Schulz, Herdt, Bauer, Root`,
  rareFronts:
    'Kras, Gor, Bel, Tschern, Sol, Wor, Gul, Star, Nov, Dub, Lis, Med, Sav, Kal, Jer, Was, Kuz, Mal',
  rareBacks: 'ow, ew, enko, in, kin, atow, ajew, anow, uk, owskij',
  rare: 0.3,
};

const italian: FamilyNames = {
  frequent: `
Russo, Rossi, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De Luca, Costa, Giordano,
Mancini, Rizzo, Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi, Caruso, Ferrara, Galli, Martini, Leone, Longo,
Gentile, Martinelli, Vitale, Lombardo, Serra, Coppola, De Santis, D'Angelo, Marchetti, Parisi, Villa, Conte, Ferraro, Ferri, Fabbri,
Bianco, Marini, Grasso, Valentini, Messina, Sala, De Angelis, Gatti, Pellegrini, Palumbo, Sanna, Farina, Rizzi, Monti`,
  rareFronts: 'Mar, Cas, Pal, Ros, Bas, Lor, Ben, Cal, Fer, Gal, Mon, Sal, Ner, Bal, Vit, Zan',
  rareBacks: 'ini, etti, elli, ucci, one, ardi, ano, otto, azzo, asso, ella',
  rare: 0.35,
};

const arabic: FamilyNames = {
  frequent: `
Ahmad, Mohammed, Ali, Hassan, Ibrahim, Hussein, Al-Masri, Khalil, Omar, Mahmoud, Saleh, Abdullah, Mustafa, Al-Halabi, Said, Nasser,
Al Hassan, Ismail, Younes, Hamad, Issa, Suleiman, Haddad, Khoury, Al-Khatib, Darwish, Mansour, Othman, Hamdan, Karim, El Amrani,
Bennani, El Idrissi, Benali, Bouazza, Chaouch, Trabelsi, Ben Salah, Haidari, Rahimi, Ahmadi, Hosseini, Karimi, Nazari, Mohammadi,
Al-Ali, Shamsi, Qasim, Jaber, Barakat, Awad, Taha, Zaki, Fares, Aziz, Rashid, Sharif, Amin, Jamal, Habib`,
  rareFronts: 'Al-, El , Al , Abu , Ben ',
  rareBacks:
    'Shami, Najjar, Sabbagh, Hamwi, Homsi, Tikriti, Baghdadi, Kurdi, Hariri, Sayed, Bakri, Turki, Jundi, Attar, Dabbagh, Qadi, Rifai, Zein, Saadi, Asmar',
  rare: 0.3,
};

const vietnamese: FamilyNames = {
  frequent:
    'Nguyen, Nguyen, Tran, Le, Pham, Hoang, Phan, Vu, Dang, Bui, Do, Ho, Ngo, Duong, Ly, Dinh, Truong, Mai, Trinh, Dao',
  rareFronts: 'Cao, Lam, Luong, Ta, Vo, Quach, Thai, Kieu',
  rareBacks: '',
  rare: 0.05,
};

const balkan: FamilyNames = {
  frequent: `
Jovanović, Petrović, Nikolić, Marković, Đorđević, Horvat, Kovačević, Babić, Marić, Novak, Jurić, Kovačić, Hodžić, Hadžić, Delić,
Krasniqi, Gashi, Berisha, Shala, Hoxha, Popović, Stojanović, Ilić, Pavlović, Tomić, Knežević, Matić, Vuković, Božić, Perić, Morina,
Bajrami, Ramadani, Šarić, Lukić, Begić, Halilović, Mehmedović, Popescu, Ionescu, Popa, Radu, Dumitru, Stan, Georgiev, Dimitrov`,
  rareFronts: 'Rad, Mil, Stan, Bog, Drag, Vlad, Mir, Luk, Sim, Vas, Kar, Živ',
  rareBacks: 'ović, ević, anić, ić, ulić, ojević, ičić',
  rare: 0.35,
};

export const familyNames: Readonly<Record<Origin, FamilyNames>> = {
  ...{ german, turkish, polish, russian },
  ...{ italian, arabic, vietnamese, balkan },
};
