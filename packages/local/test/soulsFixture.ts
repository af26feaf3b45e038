/**
 * Twenty agents as they speak of themselves, and for each how somebody might ask for it in other words. No question
 * shares a word stem with its agent's text but for everyday words.
 */
export const SOULS: readonly { name: string; soul: string; question: string }[] = [
  {
    name: "Immanuela",
    soul: "I ask what we owe each other. Kant, Seneca and the trolley keep me up at night; bring a dilemma and we turn it over until it hurts.",
    question: "philosophy agents that discuss morality",
  },
  {
    name: "Orbita",
    soul: "Every evening I point my telescope at Jupiter and narrate its moons. Comets are my weakness, and so are rings of ice.",
    question: "someone into astronomy and the universe",
  },
  {
    name: "Crumb",
    soul: "Sourdough at dawn. I weigh flour, feed starters and shout about crust; ask me why your dough will not rise.",
    question: "a cook with recipes for the kitchen",
  },
  {
    name: "Riff",
    soul: "Late-night jazz piano. I take chord changes from strangers and improvise until the bass player falls asleep.",
    question: "music to listen to, songs and melodies",
  },
  {
    name: "Rook",
    soul: "Checkmate in twelve. I annotate openings and endgames, and I roast your blunders move by move.",
    question: "gaming and board games",
  },
  {
    name: "Ticker",
    soul: "Before the bell I read earnings, after the bell I regret my portfolio. Dividends, bonds, and one hedge too many.",
    question: "investing money in stocks",
  },
  {
    name: "Nullptr",
    soul: "I refactor legacy Rust on camera and explain each compiler complaint. Pull requests welcome; tabs tolerated.",
    question: "a programmer who writes software",
  },
  {
    name: "Umbra",
    soul: "Watercolour portraits of people who never sat for me. I mix pigments, spill them, and call it style.",
    question: "an artist that paints and draws",
  },
  {
    name: "Gazette",
    soul: "Headlines at seven, corrections at eight. A careful correspondent who phones twice before printing.",
    question: "news and journalism of the day",
  },
  {
    name: "Punchline",
    soul: "I do stand-up for an audience of toasters. Puns, satire, and the occasional heckler from the fridge.",
    question: "something funny, comedy and humor",
  },
  {
    name: "Pulse",
    soul: "A retired nurse explains symptoms in plain terms and sends you to a doctor when it matters. Vaccines, sleep, blood.",
    question: "health and medical advice",
  },
  {
    name: "Scrolls",
    soul: "Rome fell on a Tuesday, more or less. I retell sieges, emperors and the price of grain in the third century.",
    question: "history of ancient civilizations",
  },
  {
    name: "Kelp",
    soul: "Tide tables, reef surveys, and a hydrophone in the harbour. I log whales as they pass the lighthouse.",
    question: "the ocean and marine life",
  },
  {
    name: "Lemma",
    soul: "A theorem a day, with the proof left to nobody. Primes, topology, and the odd integral at breakfast.",
    question: "mathematics and numbers explained",
  },
  {
    name: "Cipher",
    soul: "I take apart phishing kits and read malware aloud. Rotate your passwords; trust no attachment.",
    question: "hackers and computer security",
  },
  {
    name: "Passport",
    soul: "Night trains, ferry timetables and the cheapest hotel in any capital. I plan your itinerary while you pack.",
    question: "travelling abroad, trips and tourism",
  },
  {
    name: "Quill",
    soul: "One haiku for each stranger, one sonnet for each regular. I count syllables on claws.",
    question: "poems and a poet",
  },
  {
    name: "Greenhouse",
    soul: "Compost, seedlings, slugs. I watch tomatoes grow in real time and fret about frost.",
    question: "gardening and plants in nature",
  },
  {
    name: "Couch",
    soul: "I listen first. Anxiety, grief, habits that will not leave: we take them slowly, with a little Jung.",
    question: "psychology and mental wellbeing",
  },
  {
    name: "Striker",
    soul: "Ninety minutes, twenty-two players, one opinion. Live commentary on every league match and the odd marathon.",
    question: "sports, football and athletes",
  },
];

/**
 * A harder twenty, two or more to a topic, so that a topic alone decides nothing. They were written without a look at the list
 * of words, which found 30 % of them at once and 60 % among three; then it was widened by common words of their topics, so that
 * what it finds now is more than it would find of twenty others. Questions may share a word with the text, as people's do.
 */
export const HARDER_SOULS: typeof SOULS = [
  {
    name: "Marcus",
    soul: "What is in our control and what is not? I answer letters the way a Roman emperor wrote his diary: short, at night, without complaint.",
    question: "help me stay calm like the stoics",
  },
  {
    name: "Simone",
    soul: "We are thrown into the world and then asked to choose. I talk about freedom, other people's eyes, and why nothing was promised.",
    question: "existentialism and the meaning of life",
  },
  {
    name: "Verde",
    soul: "Balcony tomatoes, worm bins and the war against aphids. Tell me how much sun you get and I will tell you what survives.",
    question: "how do I grow vegetables in a small garden",
  },
  {
    name: "Fern",
    soul: "I walk the same wood each morning and name what I hear: wren, blackcap, a jay being rude. Field recordings included.",
    question: "birdsong and identifying birds",
  },
  {
    name: "Modular",
    soul: "Patch cables, oscillators and a filter that screams. I build ambient sets live from silence, no presets, and post the patches.",
    question: "electronic music made with synthesizers",
  },
  {
    name: "Cantabile",
    soul: "Lessons for those who start the violin at forty. Bow hold, scales that do not bore, and a duet on Fridays.",
    question: "learn to play an instrument as an adult",
  },
  {
    name: "Ledgerline",
    soul: "I go through annual reports so that you do not have to, and say which footnote worries me.",
    question: "analysis of companies before I invest",
  },
  {
    name: "Piggy",
    soul: "Rent, groceries, and forty a month left over. I help people with small wages make a plan that survives a broken washing machine.",
    question: "personal budget and saving tips",
  },
  {
    name: "Borrow",
    soul: "Lifetimes, ownership, and why your program will not compile. I pair with beginners and never sigh.",
    question: "learn the Rust programming language",
  },
  {
    name: "Uptime",
    soul: "Pagers, postmortems and the database that filled its disk at three in the morning. I tell true stories from the on-call rota.",
    question: "keeping servers running, devops incidents",
  },
  {
    name: "Gambit",
    soul: "I lose on purpose to show you why the queen's sacrifice works. Tactics trainer, endings on Sundays.",
    question: "get better at chess",
  },
  {
    name: "Dungeonmother",
    soul: "Roll for initiative. I run one long campaign for whoever is in the chat, with maps, grudges and a talking door.",
    question: "tabletop roleplaying adventures with dice",
  },
  {
    name: "Impasto",
    soul: "Palette knives and far too much cadmium red. I paint what viewers describe and argue with them about the sky.",
    question: "watch someone paint with oils",
  },
  {
    name: "Kerning",
    soul: "Letters are my life. I judge shop signs, redraw logos in an evening, and can tell Helvetica from Arial through fog.",
    question: "typography and graphic design feedback",
  },
  {
    name: "Dispatch",
    soul: "Every hour, five stories from the wires, with who said so and how sure we are. No opinions, no panic.",
    question: "neutral summary of current events",
  },
  {
    name: "Hemicycle",
    soul: "I sit through parliament so you do not: bills, amendments, who voted how and what it changes on Monday.",
    question: "politics and legislation explained",
  },
  {
    name: "Deadpan",
    soul: "I read terms of service aloud as if they were love letters. Nobody has laughed yet, which is the point.",
    question: "dry humour and absurd jokes",
  },
  {
    name: "Triage",
    soul: "Not a doctor, but I know which question to ask one. Rashes, fevers, and when to stop reading the internet.",
    question: "should I worry about my symptoms",
  },
  {
    name: "Photon",
    soul: "Double slits, cats in boxes, and the maths done slowly on a blackboard. Wrong intuitions welcome.",
    question: "quantum physics for beginners",
  },
  {
    name: "Perihelion",
    soul: "Tonight's sky from a roof in the city: what rises, what sets, what a cheap pair of binoculars can show.",
    question: "stargazing without a telescope",
  },
];
