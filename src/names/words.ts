/** Words that say nothing of who somebody is. Written by this project, folded as `fold.ts` does. */
export const titles: ReadonlySet<string> = new Set(
  'dr prof professor doktor dipl ing med dent phil rer nat jur mag frau herr fam familie'.split(
    ' ',
  ),
);

export const particles: ReadonlySet<string> = new Set(
  'von vom van zu zum zur der den dem de di da del della des du la le el al ter und y'.split(' '),
);

/** What a street's kind is written as. */
export const streetWords: ReadonlyMap<string, string> = new Map([
  ['strasse', 'str'],
  ['strase', 'str'],
  ['street', 'str'],
  ['platz', 'pl'],
  ['weg', 'wg'],
  ['allee', 'al'],
]);

/** Domains of the great providers as they are mistyped, and two names of one mailbox. */
export const domainTypos: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gmail.com': [
      'googlemail.com',
      'gmail.de',
      'googlemail.de',
      'gmial.com',
      'gmai.com',
      'gmail.con',
      'gmal.com',
      'gamil.com',
      'gmail.co',
      'gmaill.com',
      'gnail.com',
    ],
    'gmx.de': ['gmx.dee', 'gxm.de', 'gmx.d', 'gmy.de', 'gmx.e', 'gmc.de'],
    'web.de': ['wbe.de', 'web.dee', 'web.d', 'we.de', 'wed.de', 'webb.de'],
    't-online.de': [
      't-onlin.de',
      'tonline.de',
      't-oline.de',
      't-online.d',
      't-onlien.de',
      'to-nline.de',
    ],
    'hotmail.com': ['hotmial.com', 'hotmai.com', 'hotmail.con', 'hotmil.com'],
    'freenet.de': ['freent.de', 'frenet.de', 'freenet.d'],
    'outlook.de': ['outlok.de', 'outlook.d', 'outllook.de'],
    'outlook.com': ['outlok.com', 'outlook.con'],
    'yahoo.de': ['yaho.de', 'yahoo.d', 'jahoo.de'],
    'icloud.com': ['iclod.com', 'icloud.con', 'icoud.com', 'me.com'],
  }).flatMap(([domain, typos]) => typos.map((typo): [string, string] => [typo, domain])),
);
