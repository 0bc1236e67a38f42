/**
 * What else a person is called or spelled, written for this project from general knowledge: each line a
 * group whose names stand for each other. Made for inventing re-bookings, not for a matcher to read.
 */
import type { Origin } from './person.ts';

const shortForms = `
Johannes Hans Hannes Johann, Johanna Hanna Hanne, Joachim Achim Jochen, Friedrich Fritz Frieder, Wilhelm Willi Willy, Heinrich Heinz Heiner,
Josef Sepp Jupp, Anton Toni, Maximilian Max, Alexander Alex Sascha, Christian Chris, Christoph Chris, Michael Michi Micha, Thomas Tom,
Matthias Mattes Hias, Ulrich Uli Ulli, Ulrike Uli Ulla, Ursula Uschi Ulla, Gabriele Gabi Gaby, Monika Moni, Brigitte Gitta Gitte,
Susanne Susi Sanne, Cornelia Conny Nele, Stefanie Steffi, Elisabeth Lisa Elli Else Lisbeth, Margarete Grete Greta Gretel Marga,
Magdalena Lena Leni, Katharina Kathi Käthe Katja, Andreas Andi Andy, Sebastian Basti, Florian Flo, Benjamin Ben Benni, Manfred Manni,
Rudolf Rudi Rolf, Veronika Vroni, Therese Resi, Theresa Resi, Christina Tina, Christine Christel, Martina Tina, Rosemarie Rosi,
Gertrud Trude, Hildegard Hilde, Lieselotte Lilo Lotte, Ingeborg Inge, Irmgard Irma, Hannelore Hanne Lore, Franziska Franzi, Angelika Geli,
Waltraud Traudel, Edeltraud Traudel, Roswitha Rosi, Barbara Bärbel Babsi, Andrea Andy, Jennifer Jenny, Jessica Jessy, Melanie Melli,
Jacqueline Jacky, Daniel Dani, Daniela Dani, Dominik Domi, Philipp Phil, Niklas Nick Klas, Nicolas Nico, Jannik Jan, Julian Jule,
Karl-Heinz Kalle Karlheinz, Hans-Jürgen Hajü Hansjürgen, Hans-Peter Hape Hanspeter, Hans-Joachim Hajo Hansjoachim, Klaus-Dieter KD,
Günter Günni, Wolfgang Wolf Wolle, Bernhard Bernd, Gerhard Gerd, Eberhard Ebi, Reinhard Reini, Norbert Nobbe, Siegfried Siggi, Ludwig Lutz,
Georg Schorsch, Franz-Josef Franzjosef, Alfred Fred, Albert Bertel, Robert Rob, Richard Richi, Tobias Tobi, Patrick Pat, Simon Simi,
Tatjana Tanja, Natalia Natascha, Ekaterina Katja, Anastasia Nastja, Svetlana Sveta, Dmitri Dima, Wladimir Wowa, Sergej Serjoscha,
Nikolai Kolja, Michail Mischa, Małgorzata Gosia, Katarzyna Kasia, Agnieszka Aga, Tomasz Tomek, Zbigniew Zbyszek, Krzysztof Krzysiek,
Giuseppe Beppe Pino, Francesco Franco, Salvatore Toto, Vincenzo Enzo, Domenico Mimmo, Alessandro Sandro, Mehmet Memo, Mustafa Musti,
İbrahim İbo, Süleyman Sülo, Mohammed Moha, Fatma Fatoş, Yasemin Yase, Emine Emi, Antonia Toni, Anna-Lena Annalena, Eva-Maria Eva Evi,
Marie-Luise Marlies, Anne-Marie Annemarie, Ann-Kathrin Annkathrin, Lisa-Marie Lisamarie, Annika Anni, Marianne Nanne, Eva Evi`;

const spellings = `
Stefan Stephan, Philipp Philip Phillip, Christian Kristian, Katrin Kathrin Catrin, Ralf Ralph, Marco Marko, Sarah Sara, Hanna Hannah,
Jakob Jacob, Claudia Klaudia, Carsten Karsten, Matthias Mathias, Günter Günther Guenter, Walter Walther, Detlef Detlev, Nico Niko,
Lukas Lucas, Clara Klara, Mohammed Muhammad Mohamed Mohamad, Ahmad Ahmed, Hussein Hussain Hossein, Youssef Yousef Yusuf, Sergej Sergei Sergey,
Alexej Alexei Aleksey, Juri Yuri Jurij, Elena Jelena, Natalia Natalija Nataliya, Svetlana Swetlana, Wladimir Vladimir, Viktor Victor,
Stefanie Stephanie, Torsten Thorsten, Gerd Gert, Kurt Curt, Karl Carl, Josef Joseph, Elisabeth Elisabet, Theresa Teresa Therese, Luis Louis,
Jannik Yannik Yannick, Finn Fynn, Sophie Sofie, Khaled Khalid, Hassan Hasan, Fatima Fatema, Mariam Maryam, Oxana Oksana, Marcel Marzel,
Michelle Michele, Carolin Karolin Caroline, Jasmin Yasmin, Meyer Meier Maier Mayer, Schmidt Schmitt Schmid, Schulz Schulze Schultz,
Hoffmann Hofmann, Schäfer Schäffer, Krämer Kraemer Cremer, Herrmann Hermann, Wolf Wolff, Kühn Kuhn, Hess Heß Hess, Strauß Strauss,
Weiß Weiss Weis, Groß Gross, Janßen Jansen Janssen, Pfeiffer Pfeifer, Baier Bayer Beier, Walz Waltz, Kuntz Kunz, Schröder Schroeter,
Ivanov Iwanow, Petrov Petrow, Smirnov Smirnow, Kusnezow Kuznetsov, Popov Popow, Volkov Wolkow, Sokolov Sokolow, Morosow Morozov,
Novikov Nowikow, Fedorov Fjodorow, Pavlov Pawlow, Wasiljew Vasiliev, Lebedew Lebedev, Al-Masri Almasri, Al-Halabi Alhalabi,
Al-Khatib Alkhatib, Hosseini Husseini, Nguyen Ngyuen, Jovanović Jovanovic, Đorđević Djordjević, Hodžić Hodzic, Horvat Horvath`;

function readGroups(text: string): ReadonlyMap<string, readonly string[]> {
  const others = new Map<string, string[]>();
  for (const group of text.split(',').map((line) => line.trim().split(' '))) {
    for (const name of group) {
      const known = others.get(name) ?? [];
      others.set(name, [...known, ...group.filter((other) => other !== name)]);
    }
  }
  return others;
}

/** By name: what the person is also called (`Johannes`: Hans, …). */
export const calledAlso = readGroups(shortForms);
/** By name: how it is also spelled (`Meyer`: Maier, …). */
export const spelledAlso = readGroups(spellings);

const twins = {
  old: `
Petra Peter, Karin Klaus, Inge Ilse, Hans Heinz, Monika Manfred, Christa Christel, Renate Rosemarie, Dieter Günter, Sabine Susanne,
Thomas Michael, Andreas Andrea, Martin Martina, Stefan Stefanie, Claudia Cornelia, Sandra Sabrina, Marion Martina, Ralf Rainer`,
  young: `
Lena Lea, Anna Hanna, Laura Lara, Lisa Lara, Mia Lia, Marie Maria, Julia Juliane, Sarah Lara, Jana Jule, Emma Emily, Tim Tom,
Jan Jonas, Lukas Jonas, Leon Luca, Felix Max, Finn Ben, Paul Philipp, Nils Nico, Max Moritz, Julian Fabian, Paul Paula, Felix Lea,
Julia Julian, Jonas Johanna, Luca Laura, Tim Tina, Leon Leonie, Daniel Daniela`,
  turkish:
    'Hasan Hüseyin, Ali Veli, Emine Emel, Elif Esra, Mehmet Ahmet, Emre Enes, Merve Melek, Can Cem',
  arabic: 'Hassan Hussein, Fatima Fatma, Amir Anas, Ahmad Mohammed, Salma Samira, Karim Khaled',
  russian: 'Olga Oxana, Anna Alina, Andrej Alexej, Irina Ekaterina, Viktor Viktoria, Julia Lilia',
};

/** Given names that parents of that origin and time find fitting for twins, in pairs. */
export function listTwinNames(origin: Origin, year: number): readonly (readonly string[])[] {
  const german = year > 1985 ? twins.young : twins.old;
  const text = pickTwins(origin) ?? german;
  return text.split(',').map((pair) => pair.trim().split(' '));
}

function pickTwins(origin: Origin): string | null {
  if (origin === 'turkish' || origin === 'arabic' || origin === 'russian') return twins[origin];
  return null;
}
