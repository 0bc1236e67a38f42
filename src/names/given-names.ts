import { foldText } from './fold.ts';

/**
 * Written by this project from common knowledge of names in Germany; no list was copied. One line a name and
 * the forms its bearers use in its place. A form may belong to several names.
 */
const SHORT_FORMS = `
Alexander Alex Sascha Xander Lex Sandro
Alexandra Alex Sandra Sascha Alexa
Andreas Andi Andy Andre Anderl
Andrea Andi
Angelika Angela Geli
Anna Anne Anni Annika Änne Annette Anja
Annemarie Anne Anna Annemie Marie
Anton Toni
Antonia Toni Tonia
Barbara Bärbel Babsi Barbi
Benjamin Ben Benni Benny Benno
Bernhard Bernd Hardy Berni
Birgit Biggi Gitte Birgitt
Brigitte Gitte Biggi Gitta Britta
Charlotte Lotte Charly
Christian Chris Christoph Kristian
Christiane Christine Christina Chris Tina Christa Kirsten
Christine Christina Tina Christel Christa Chris
Christoph Chris Christopher Stoffel
Daniel Dani Danny Dan
Daniela Dani Daniele Ela
Dieter Diether Dietrich Dietmar
Dominik Domi Nick
Dorothea Doris Thea Dorothee Dörte Doro
Eberhard Hardy Ebi
Eduard Edi Ede
Eleonore Elli Lore Nora Eleonora
Elfriede Friedel Elfi Frieda
Elisabeth Else Elsbeth Lisa Liesel Lisbeth Elli Sissi Betty Bettina Elise Ilse Lieschen Elsa Lilli Liesbeth Lisbet
Emil Emilian
Erika Rika
Ernst Ernestus
Eugen Eugenius
Eva Evi Eveline Evelyn
Ferdinand Ferdi Nando
Florian Flo
Franziska Franzi Ziska Fanny
Franz Frank Franzl
Friedrich Fritz Friedel Fred Frieder
Friederike Rike Frieda Fritzi
Gabriele Gabi Gaby Gabriela
Georg Jörg Jürgen Schorsch Görg
Gerhard Gerd Gert Hardy
Gertrud Gerti Trude Traudel Gertraud
Gisela Gisi Gila
Gottfried Götz Friedel
Günter Günther Gunther Gunter
Hannelore Hanne Lore Loni Hannele
Johanna Hanna Hanne Hannah Jana Jo
Johannes Hans Johann Hannes Jan Hansi Jo John Jens Henning Hanno
Hans Johann Hannes Hansi
Hans-Joachim Hajo Jochen Achim Hans Hansjoachim
Hans-Jürgen Hansjürgen Jürgen Hans
Hans-Peter Hanspeter Peter Hans Hape
Heinrich Heiner Heinz Heini Hinrich Henrik Heiko Harry
Helena Helene Lena Leni Hella Lene Ilona
Helmut Helmuth Hellmut
Hermann Manni
Hildegard Hilde Hilda Gardi
Hubert Hubertus Bert
Ignaz Naz
Ingeborg Inge Inga
Ingrid Inge
Irmgard Irma Irmi Irmchen
Isabella Isabel Isa Bella Isabelle
Jakob Jacob Jacki Jockel
Jessica Jessi Jessika
Joachim Jochen Achim Jo Jochem
Josef Joseph Sepp Jupp Josi Beppo Seppl Jos
Josefine Josephine Finchen Josi Fini
Juliane Julia Juli Jule
Justus Just
Karl Carl Karlheinz Kalle Charly
Karl-Heinz Karlheinz Heinz Kalle Karl
Karoline Caroline Line Carolin Karolin Caro
Katharina Käthe Kathi Katja Kathrin Katrin Karin Trine Kati Käthchen Rina
Klaus Claus Nikolaus
Konrad Kurt Conrad Conny Conni
Kornelia Cornelia Conny Nele Conni Nelly
Leonhard Leo Leon Hardy Lenni
Leopold Leo Poldi
Lieselotte Lilo Liselotte Lotte Lieselott Liesel
Ludwig Lutz Lui Wiggerl
Luise Louise Lou Luisa Louisa
Magdalena Magda Lena Leni Madlen Magdalene
Manfred Manni Manne Fred
Manuel Manu Emanuel
Manuela Manu Ela
Margarete Grete Gretel Margret Margarethe Greta Margit Gretchen Rita Marga Meta Gitta Gritta Margareta
Maria Marie Mia Mitzi Ria Mariechen Maja Mariella
Marianne Marian Nanne Janne
Markus Marcus Marc Mark
Martin Mart Tino
Martina Tina Marti
Matthias Mathias Matze Hias Matthäus Mats Mattis
Max Maximilian Maxi Maxim
Maximiliane Maxi
Mechthild Mechtild Hilde
Michael Michel Micha Michi Mike Mischa Maik
Michaela Michi Michelle Ela
Monika Moni Mona
Moritz Mauritz Mo
Natalie Nathalie Natalia Nati
Nicole Nicola Nici Nicki Nikola
Nikolaus Klaus Niko Nico Niklas Klas Nick Nicolaus
Norbert Bert Nobbi
Oliver Oli Olli
Otto Ottokar
Patrick Pat Paddy
Patrizia Patricia Pat Patti
Paul Paulus
Paula Pauline Paulina
Peter Piet Petrus Pit
Petra Peti
Philipp Philip Fips Phil
Raimund Reimund Ray
Rainer Reiner
Rebekka Rebecca Becky Bekki
Regina Gina Regine
Reinhard Hardy Reinhardt Reini
Reinhold Reini Holdi
Renate Rena Reni Natti
Richard Rick Ricky Hardy
Robert Rob Bert Robbi Robin Rupert
Roland Roli
Rolf Rudolf
Rosemarie Rosi Rosmarie Rosa Romy Rose
Rüdiger Rudi Rüdi
Rudolf Rudi Rolf Dolf
Samuel Sam Sammy
Sebastian Basti Bastian Wastl
Siegfried Sigi Siggi
Sieglinde Linde Sigi
Silvia Sylvia Silvi
Simon Simi
Sofie Sophie Sofia Sophia
Stefan Stephan Steffen Steff Stefano
Stefanie Stephanie Steffi Fanny
Susanne Susi Sanne Suse Susann Susanna
Tatjana Tanja Tatiana
Theodor Theo Teo Dorle
Therese Theresa Resi Theres Teresa Tessa Thea
Thomas Tom Tommy Thommy
Tobias Tobi
Ulrich Uli Ulli Utz Udo
Ulrike Uli Ulli Rike Ulla
Ursula Uschi Ulla Ursel Uschy Urschel
Valentin Valli Veit Tino
Veronika Vroni Vera Moni Veronica
Viktoria Vicki Victoria Vicky
Vinzenz Zenz Vincent
Volker Volkmar
Waltraud Traudel Waltraut Traudl
Werner Wernher
Wilhelm Willi Willy Helmut William Helm Wim
Wilhelmine Minna Mina Helma Wilma
Wolfgang Wolf Wolfi Wolle
Yvonne Ivonne
Mehmet Mehmed Muhammed Mohammed
Mohammed Mohamed Muhammad Mohammad Muhammed Mohamad
Ekaterina Katja Katharina Jekaterina Katya
Dmitri Dmitrij Dima Dimitri Dmitry
Jewgeni Evgeni Eugen Jewgenij
Sergej Sergei Sergey Serjoscha
Aleksandr Alexander Sascha Alexandr Aleksander
Aleksandra Alexandra Sascha Ola
Karsten Carsten
Torsten Thorsten Thorben Torben
Ralf Ralph
Walter Walther
Sara Sarah
Klara Clara
Lukas Lucas
Luka Luca
Oskar Oscar
Jannik Yannik Yannick Yannic Janik Jannick Jan
Dennis Denis
Konstantin Constantin
Artur Arthur
Rafael Raphael
Marta Martha
Jaqueline Jacqueline
Lea Leah
Zoe Zoey
Klemens Clemens
Sibylle Sybille
Mathilda Mathilde Tilda
Erik Eric Erich
Dirk Dietrich
Kristina Christina
Kristin Kristina
Karla Carla
Lili Lilly Lilli
Michel Michael
Jonathan Jonas Jon
Małgorzata Margarete Gosia
Katarzyna Katharina Kasia
Agnieszka Agnes Aga
Krzysztof Christoph
Tomasz Thomas Tomek
Giuseppe Josef Peppe Beppe
Giovanni Johannes Gianni
`;

/** Further names that are nobody's short form: two known names that look alike are two persons' names, not a typo. */
const OTHER_NAMES = `
Ada Adam Adele Adelheid Adolf Adrian Adriana Agathe Agnes Ahmed Ahmet Aileen Aisha Albert Albrecht Aldo Alessia Alfons Alfred
Ali Alice Alicia Alina Alma Alois Alwin Amalia Amalie Amelie Amina Amir Amira Anastasia Andrej Andrzej Anita Anke Annalena
Anneliese Annerose Anouk Ansgar Antje Arda Ariane Arian Armin Arne Arno Arnold Arthur Artur Astrid August Axel Aylin Ayse Azra
Beate Beatrice Beatrix Bela Belinda Berta Bertha Berthold Björn Bianca Bodo Bogdan Boris Bruno Burkhard Can Carina Carla Carlo
Carlos Carmen Carola Carsten Cem Celina Celine Chantal Clara Claudia Claudio Clemens Constantin Constanze Corinna Cosima Curt
Cynthia Damian Dana Dario Darius David Dagmar Deborah Denis Dennis Denise Denny Detlef Diana Diego Dirk Dora Dorian Edda Edeltraud
Edgar Edith Edmund Edwin Egon Ehrenfried Eileen Ekkehard Elena Eliana Elias Elif Elina Elisa Elke Ella Ellen Elmar Elvira Emilia
Emilie Emily Emine Emma Emre Enrico Enno Enes Erich Erik Erwin Esra Esther Ewald Fabian Fabio Fatih Fatima Fatma Felicitas Felix
Fiona Finn Finja Flora Frauke Frederik Frida Gero Gerlinde Giulia Gloria Gregor Greta Gudrun Guido Gunda Gustav Hakan Halil Hanno
Harald Hardy Hartmut Harun Hasan Hatice Hedwig Heide Heidemarie Heidi Heike Heiko Hendrik Henri Henriette Henry Herbert Herta
Hilal Holger Horst Hugo Hülya Hüseyin Ibrahim Ida Igor Ilja Ilka Imke Ina Ines Ingo Ingolf Irene Irina Iris Isolde Ismail Ivan Ivo
Iwan Jaqueline Jacqueline Janina Janine Janik Jannik Jannis Jara Jarno Jasmin Jason Jeannette Jennifer Jenny Jeremy Jette Joel Jolina
Jonas Jonathan Jordan Joris Jost Juan Judith Julian Julius Jutta Kai Kara Karen Karim Karin Karina Karla Karsten Kemal Kevin Kerstin
Kilian Kim Kira Klara Klemens Knut Konstantin Kristin Kristina Lara Larissa Lars Lasse Laura Laurenz Laurin Lea Leah Leander Leif
Leila Lennard Lennart Lennox Leonie Leonora Leyla Levi Levin Lia Liam Lian Liana Lilia Lilian Lilly Lina Linda Linn Linnea Linus Lio
Liv Lorena Lorenz Lothar Louis Luca Lucas Lucia Lucie Ludmilla Luis Luka Lukas Luna Lya Lydia Lynn Maike Maila Maja Malina Malte
Mara Marco Marcel Marcela Marcella Marek Mareike Maren Marina Mario Marion Marita Marius Marko Marla Marleen Marlene Marlies Marlon
Marta Martha Marvin Mathilda Mathilde Mathis Mateo Matteo Maurice Mauro Meike Melanie Melina Melissa Melek Merle Meryem Mert Mia Mika
Milan Mila Milena Milo Mina Mira Miran Mirco Mirja Miriam Mirjam Mirko Mona Murat Mustafa Nadia Nadine Nadja Naomi Natascha Neele
Nele Nelli Nevio Nia Niels Nika Nikita Nils Nina Nino Noah Noel Noemi Nora Nuri Olaf Ole Oleg Olga Olivia Omar Orhan Oscar Oskar
Osman Ottilie Pascal Patricia Pavel Pedro Peggy Pia Rafael Ralf Ralph Ramona Raphael Raphaela Renan Rene Ricarda Riccardo Rita Romina
Roman Romy Ronja Ronny Rosa Rosalie Roswitha Ruben Runa Ruth Sabine Sabrina Sandra Sara Sarah Saskia Selim Selin Selina Selma
Serkan Sibel Sibylle Sigrid Silas Silke Silvio Simone Sina Sinan Sönke Sonja Sören Stella Sven Svenja Swen Swetlana Sylvie Tabea
Tamara Tamina Tara Tarik Thea Thekla Theresia Thies Thilo Thorben Thorsten Till Tim Timo Timon Tina Tino Torben Torsten Traute Uta
Ute Uwe Vanessa Vera Verena Victor Viktor Viola Vivian Vivien Wanda Walter Walther Wenzel Wendelin Wibke Wiebke Winfried Wladimir
Xaver Yannic Yannick Yannik Yara Yasemin Yasin Yasmin Yusuf Zara Zeynep Zoe Zoey
`;

/** The names a short form may stand for, by its folded form. */
const shortForms: ReadonlyMap<string, readonly string[]> = readShortForms();

/** Folded names that are known to be given names. */
export const knownGivenNames: ReadonlySet<string> = new Set([
  ...foldAll(SHORT_FORMS),
  ...foldAll(OTHER_NAMES),
]);

/** Forms that parents also choose as they are: brothers and sisters may bear them side by side. */
const OWN_FORMS = `
Alex Alexa Andre Angela Anja Anne Annette Annika Achim Anni Ben Benno Bernd Betty Bettina Britta Christa Christel Christina Christine
Christoph Doris Elise Ella Elli Elsa Else Emilian Emma Evelyn Fabian Frank Fred Frieda Fritz Gerd Gitta Hanna Hannah Hanne Hannes Hans
Henning Ilse Jan Jana Jens Jenny Jochen Johann Jonas Jörg Julia Julian Jürgen Kirsten Lena Leni Lilli Lina Lisa Lore Lotte Louis Luca Luis
Maja Mara Marie Mariella Max Mia Mira Nele Nick Nico Nina Nora Rika Ria Rike Robin Sandra Sascha Thea Tina Tom Toni Uli Vera Viktor
`;

const ownNames: ReadonlySet<string> = new Set([
  ...foldAll(OWN_FORMS),
  ...foldAll(OTHER_NAMES),
  ...SHORT_FORMS.trim()
    .split('\n')
    .map((line) => foldText(line.split(' ')[0] ?? '').replace('-', ' ')),
]);

function foldAll(list: string): string[] {
  return list
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(foldText);
}

function readShortForms(): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const line of SHORT_FORMS.trim().split('\n')) {
    const [name = '', ...others] = line.split(' ').map((word) => foldText(word).replace('-', ' '));
    for (const form of [name, ...others]) forms.set(form, [...(forms.get(form) ?? []), name]);
  }
  return forms;
}

/**
 * Whether two folded names can be one person's: one is the other's short form, or both are short for one
 * name and not names of their own (Anna and Marie are not one because Annemarie is called both).
 */
export function isShortForm(a: string, b: string): boolean {
  const namesOfA = shortForms.get(a);
  const namesOfB = shortForms.get(b);
  if (namesOfA === undefined || namesOfB === undefined) return false;
  if (namesOfA.includes(b) || namesOfB.includes(a)) return true;
  return namesOfA.some((name) => namesOfB.includes(name)) && !(ownNames.has(a) && ownNames.has(b));
}

/** Whether a folded name is, or has, a short form. */
export function hasShortForms(name: string): boolean {
  return shortForms.has(name);
}

/** Whether two folded names, short for one another or not, are both given to children at their birth. */
export function areOwnNames(a: string, b: string): boolean {
  return a !== b && ownNames.has(a) && ownNames.has(b);
}
