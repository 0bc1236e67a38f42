/**
 * Given names and when they were given, written for this project from general knowledge, no list copied:
 * name, year of its height, years to either side in which it falls to a quarter, weight at its height.
 */
import type { Origin } from './person.ts';

interface ByOrigin {
  female: string;
  male: string;
}

const german: ByOrigin = {
  female: `
Elfriede 1925 10 14, Hildegard 1924 11 20, Gertrud 1920 12 20, Erna 1920 10 10, Irmgard 1926 9 16, Ilse 1927 9 18,
Inge 1933 7 14, Ingeborg 1931 8 16, Anneliese 1928 9 14, Lieselotte 1927 8 12, Edith 1932 9 12, Ruth 1930 12 14,
Erika 1937 8 20, Ursula 1937 9 34, Helga 1938 7 32, Gisela 1937 8 28, Christa 1940 8 24, Ingrid 1941 8 30,
Renate 1943 8 34, Waltraud 1938 8 14, Brigitte 1947 8 32, Karin 1946 9 34, Monika 1951 8 36, Heidi 1947 10 12,
Rosemarie 1944 9 14, Elisabeth 1933 22 18, Margarete 1924 14 16, Maria 1935 26 18, Anna 1922 12 20, Anna 1992 12 34,
Magdalena 1935 24 8, Katharina 1925 14 10, Katharina 1985 10 26, Johanna 1925 13 10, Johanna 1999 10 18,
Hannelore 1939 8 16, Marianne 1940 10 20, Roswitha 1946 9 14, Sieglinde 1943 8 8, Edeltraud 1941 8 8, Bärbel 1949 8 10,
Barbara 1952 11 24, Gabriele 1956 7 34, Angelika 1954 7 28, Christine 1957 11 26, Cornelia 1959 8 20, Sabine 1962 7 44,
Petra 1961 7 42, Birgit 1962 7 30, Susanne 1964 8 36, Martina 1964 7 32, Andrea 1966 7 40, Claudia 1967 7 38,
Heike 1966 6 28, Ute 1961 8 20, Silke 1968 6 18, Anja 1971 7 24, Kerstin 1967 7 22, Elke 1959 9 20, Anke 1967 7 12,
Beate 1960 8 16, Simone 1970 7 20, Nicole 1973 6 36, Sandra 1975 6 32, Stefanie 1978 7 34, Melanie 1978 6 24,
Tanja 1974 6 26, Daniela 1976 8 24, Katja 1973 8 18, Katrin 1974 8 20, Kathrin 1975 8 14, Yvonne 1975 6 16,
Christina 1980 9 26, Nadine 1979 6 20, Julia 1985 8 38, Sarah 1989 8 34, Jessica 1988 7 20, Jennifer 1986 7 22,
Vanessa 1991 7 16, Lisa 1992 8 34, Laura 1995 8 34, Lena 1997 9 32, Lea 2001 8 28, Hanna 2004 9 20, Hannah 2004 8 22,
Leonie 2002 7 24, Marie 2000 10 26, Sophie 2000 9 24, Emily 2005 7 16, Mia 2008 6 26, Emma 2008 7 26, Lara 1999 8 18,
Michelle 1996 6 18, Antonia 1999 10 12, Franziska 1988 9 20, Theresa 1991 10 14, Carolin 1986 9 12, Miriam 1984 10 14,
Eva 1958 30 7, Nina 1983 10 16, Jana 1993 10 18, Celine 1999 5 14, Paula 2002 8 14, Clara 2004 8 12, Pia 1999 9 10,
Annika 1992 9 12, Selina 1999 6 10, Jasmin 1991 8 14, Ramona 1977 9 12, Manuela 1968 8 20, Anita 1958 16 14,
Doris 1954 10 18, Gudrun 1949 10 12, Jutta 1953 9 18, Dagmar 1953 9 14, Margit 1953 9 12, Regina 1953 11 14,
Hedwig 1918 12 14, Frieda 1917 11 12, Käthe 1919 10 8, Therese 1920 14 6, Rita 1949 11 16, Irene 1947 13 14,
Anna-Lena 1996 6 9, Ann-Kathrin 1990 6 7, Anne-Marie 1952 18 5, Marie-Luise 1948 14 6, Eva-Maria 1956 13 7,
Anna-Maria 1989 14 5, Hanna-Sophie 2003 5 2, Lisa-Marie 1996 6 5, Veronika 1956 18 8, Ulrike 1960 9 18`,
  male: `
Karl 1922 13 28, Heinrich 1921 12 20, Wilhelm 1920 12 20, Hermann 1922 12 16, Otto 1921 11 12, Walter 1926 10 22,
Kurt 1926 10 18, Ernst 1926 11 14, Friedrich 1923 13 14, Fritz 1923 11 8, Willi 1924 10 12, Erich 1926 10 14,
Rudolf 1928 11 14, Josef 1927 14 20, Johann 1922 13 14, Georg 1924 14 12, Werner 1932 9 30, Günter 1934 8 26,
Günther 1934 8 14, Heinz 1930 8 26, Horst 1935 7 26, Gerhard 1936 10 28, Helmut 1936 9 28, Hans 1936 11 36,
Rolf 1938 8 18, Siegfried 1937 8 16, Manfred 1940 8 32, Dieter 1940 8 32, Klaus 1943 9 38, Jürgen 1946 9 38,
Wolfgang 1949 10 40, Peter 1947 11 46, Bernd 1951 8 30, Karl-Heinz 1944 10 20, Hans-Jürgen 1948 8 12,
Hans-Peter 1951 9 9, Hans-Joachim 1945 10 9, Klaus-Dieter 1950 8 5, Karl-Josef 1945 9 4, Franz-Josef 1948 10 4,
Ulrich 1950 11 18, Rainer 1952 8 24, Reinhard 1950 9 14, Norbert 1954 9 18, Joachim 1955 9 18, Michael 1963 9 60,
Thomas 1963 8 58, Andreas 1965 8 52, Stefan 1968 8 46, Stephan 1967 9 14, Frank 1964 7 38, Uwe 1961 8 32,
Ralf 1963 7 26, Jörg 1965 7 24, Dirk 1967 6 20, Axel 1962 9 10, Bernhard 1953 13 14, Matthias 1967 10 26,
Martin 1964 12 30, Markus 1970 8 32, Holger 1965 7 16, Thorsten 1969 6 16, Torsten 1968 6 14, Carsten 1969 7 10,
Karsten 1967 7 8, Oliver 1970 7 22, Christian 1978 9 44, Marco 1975 8 16, Sven 1972 7 18, Jens 1968 7 20, Kai 1969 9 10,
Lars 1972 8 12, Alexander 1984 10 38, Daniel 1983 9 36, Sebastian 1984 7 34, Florian 1987 7 24, Tobias 1986 8 26,
Philipp 1989 8 28, Benjamin 1984 8 18, Marcel 1986 7 16, Patrick 1986 7 20, Dennis 1985 7 18, David 1989 10 22,
Simon 1989 9 16, Jan 1987 11 24, Felix 1995 9 22, Maximilian 1996 8 26, Max 1998 10 18, Lukas 1997 8 32,
Jonas 1999 8 28, Leon 2003 7 30, Finn 2006 6 22, Luca 2003 6 18, Tim 1998 8 22, Tom 2000 8 12, Niklas 1998 7 18,
Paul 2004 8 24, Ben 2009 5 22, Elias 2007 7 14, Noah 2008 6 14, Luis 2005 6 16, Moritz 1999 8 12, Julian 1995 8 20,
Fabian 1991 8 20, Kevin 1991 6 20, Dominik 1989 8 16, Robin 1993 8 10, Nico 1995 8 12, Marvin 1994 6 8, Jannik 1999 6 12,
Johannes 1958 32 9, Jakob 2000 10 10, Anton 2003 9 9, Johann 2004 9 4, Karl 2006 8 4, Emil 2008 6 8, Jochen 1960 10 8,
Achim 1957 9 6, Armin 1957 12 9, Volker 1955 9 16, Harald 1955 10 18, Gerd 1946 11 14, Eberhard 1942 11 8,
Ludwig 1926 13 10, Albert 1925 13 10, Alfred 1928 10 16, Richard 1926 13 8, Robert 1970 24 8, Detlef 1956 7 14,
Roland 1957 9 18, Guido 1967 7 10, Heiko 1970 7 10, Nils 1990 10 10, Ole 2003 7 3, Till 1999 8 4, Kilian 1999 8 5`,
};

const turkish: ByOrigin = {
  female: `
Fatma 1962 16 40, Ayşe 1964 16 36, Emine 1963 16 30, Hatice 1962 15 24, Zeynep 1984 16 22, Elif 1994 13 34, Meryem 1978 20 14,
Gül 1968 14 8, Gülsen 1965 12 10, Sevgi 1968 12 12, Songül 1972 11 10, Nurcan 1972 11 10, Hülya 1971 10 16, Özlem 1977 10 16,
Esra 1988 10 16, Büşra 1994 8 16, Merve 1992 8 18, Yasemin 1982 12 14, Derya 1981 11 10, Filiz 1972 10 10, Melek 1974 18 8,
Dilara 1998 8 12, Ela 2006 7 8, Zehra 1980 25 12, Sibel 1974 9 12, Tülay 1969 9 8, Betül 1990 12 8, Şeyma 1995 8 8`,
  male: `
Mehmet 1964 17 44, Mustafa 1966 17 40, Ahmet 1966 17 34, Ali 1970 22 34, Hasan 1966 17 26, Hüseyin 1966 17 26, İbrahim 1968 18 22,
İsmail 1967 16 16, Osman 1966 16 16, Ömer 1982 18 16, Yusuf 1986 17 20, Murat 1976 11 24, Emre 1990 9 18, Can 1995 11 14,
Kemal 1962 15 12, Cem 1980 12 12, Burak 1992 8 14, Serkan 1981 9 14, Hakan 1976 10 16, Süleyman 1964 16 12, Ramazan 1968 15 12,
Erdal 1970 11 8, Uğur 1982 11 8, Enes 1998 8 12, Kerem 1999 9 10, Oğuz 1984 10 6, Fatih 1986 12 14, Recep 1965 14 8`,
};

const polish: ByOrigin = {
  female: `
Agnieszka 1977 11 24, Małgorzata 1963 12 22, Katarzyna 1977 11 24, Barbara 1955 13 18, Ewa 1962 14 18, Danuta 1950 11 12,
Krystyna 1948 12 14, Joanna 1977 11 18, Magdalena 1980 11 18, Aleksandra 1988 12 14, Monika 1975 9 14, Dorota 1967 10 12,
Beata 1968 9 10, Justyna 1982 9 10, Zuzanna 2001 8 8, Julia 1999 8 10, Wiktoria 2000 7 10, Jadwiga 1942 14 8`,
  male: `
Piotr 1974 15 24, Krzysztof 1966 13 26, Andrzej 1959 13 22, Tomasz 1975 11 22, Paweł 1978 12 20, Marek 1962 11 18,
Michał 1982 12 18, Marcin 1979 9 18, Jan 1950 25 14, Stanisław 1946 15 12, Zbigniew 1956 11 12, Grzegorz 1972 11 14,
Adam 1977 20 14, Łukasz 1983 8 14, Jakub 1994 9 12, Mateusz 1992 9 12, Dariusz 1965 9 12, Kacper 2001 7 8`,
};

const russian: ByOrigin = {
  female: `
Olga 1968 17 24, Elena 1970 16 26, Irina 1967 14 24, Natalia 1972 14 24, Tatjana 1964 14 22, Svetlana 1967 12 20,
Ludmilla 1955 13 14, Galina 1954 13 16, Valentina 1950 14 14, Nina 1948 16 10, Anastasia 1994 10 18, Maria 1988 24 14,
Ekaterina 1986 12 14, Oxana 1976 9 10, Alina 1994 9 14, Julia 1983 10 14, Vera 1950 20 8, Ksenia 1990 9 8, Lydia 1952 18 10`,
  male: `
Alexander 1974 20 36, Sergej 1970 14 28, Viktor 1961 15 26, Andrej 1974 13 22, Dmitri 1980 13 18, Wladimir 1957 15 22,
Igor 1966 13 16, Juri 1962 14 14, Alexej 1977 13 16, Eugen 1974 18 18, Waldemar 1966 15 16, Nikolai 1956 17 14,
Oleg 1969 12 12, Pavel 1978 15 10, Artur 1983 15 14, Maxim 1993 10 14, Iwan 1952 20 8, Denis 1988 9 12, Michail 1968 18 12`,
};

const italian: ByOrigin = {
  female: `
Maria 1952 20 30, Giuseppina 1948 16 12, Anna 1960 20 16, Rosa 1952 18 14, Francesca 1980 16 18, Giulia 1995 11 16,
Carmela 1953 16 12, Angela 1960 16 14, Concetta 1948 15 10, Laura 1984 16 12, Chiara 1994 11 12, Alessia 1998 9 10,
Paola 1970 14 8, Lucia 1960 20 10, Sofia 2003 9 8`,
  male: `
Giuseppe 1955 19 30, Antonio 1960 19 28, Salvatore 1960 18 24, Francesco 1970 20 20, Giovanni 1958 19 22, Vincenzo 1960 18 16,
Domenico 1958 18 12, Angelo 1962 18 14, Roberto 1970 14 12, Marco 1982 13 16, Alessandro 1992 12 16, Luca 1994 11 14,
Carmelo 1960 17 10, Pietro 1960 19 10, Fabio 1980 12 10, Gianluca 1986 11 8`,
};

const arabic: ByOrigin = {
  female: `
Fatima 1975 25 30, Aisha 1985 24 16, Mariam 1985 24 20, Amina 1982 24 16, Layla 1992 18 12, Nour 1997 13 16, Rania 1986 13 12,
Hanan 1978 15 12, Samira 1974 17 14, Zainab 1988 20 12, Khadija 1972 20 12, Salma 1994 16 12, Huda 1977 16 8, Rima 1988 14 8,
Yasmin 1994 14 10, Iman 1980 16 8`,
  male: `
Mohammed 1984 24 60, Ahmad 1984 22 40, Ali 1984 24 30, Omar 1990 18 22, Hassan 1978 22 20, Hussein 1980 21 18, Youssef 1988 20 18,
Ibrahim 1982 22 16, Khaled 1982 16 18, Mahmoud 1980 18 18, Mustafa 1982 20 14, Abdullah 1986 20 14, Samir 1974 16 12,
Karim 1982 17 12, Tarek 1982 16 10, Bilal 1992 14 10, Anas 1996 12 8, Amir 1994 15 10`,
};

const vietnamese: ByOrigin = {
  female: `
Lan 1968 16 20, Huong 1972 15 20, Thuy 1974 14 20, Hoa 1965 16 16, Linh 1992 12 18, Mai 1982 20 18, Trang 1990 12 16,
Hanh 1972 14 10, Phuong 1978 16 14, Ngoc 1984 17 12`,
  male: `
Hung 1968 14 20, Tuan 1974 14 18, Minh 1986 20 22, Duc 1988 18 16, Nam 1986 17 14, Long 1984 17 12, Thanh 1966 15 14,
Hai 1972 16 12, Dung 1970 15 12, Quang 1976 17 10`,
};

const balkan: ByOrigin = {
  female: `
Ana 1980 25 16, Marija 1966 22 18, Ivana 1984 13 16, Jelena 1982 14 14, Vesna 1963 11 14, Mirjana 1962 12 12, Azra 1985 20 8,
Amela 1984 12 8, Katarina 1984 20 12, Drita 1970 15 8, Arbnora 1994 9 6, Snežana 1964 12 8`,
  male: `
Ivan 1978 24 20, Marko 1986 15 18, Dragan 1962 12 16, Goran 1967 12 16, Zoran 1965 12 14, Nikola 1988 17 14, Milan 1966 19 12,
Emir 1984 15 8, Željko 1965 12 8, Arben 1980 13 8, Besnik 1978 13 6, Josip 1970 22 10`,
};

export const givenNames: Readonly<Record<Origin, ByOrigin>> = {
  ...{ german, turkish, polish, russian },
  ...{ italian, arabic, vietnamese, balkan },
};
