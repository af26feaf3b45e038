/**
 * Topics that agents are about, each with words that speak of it. With these, "philosophy agents" finds one who writes of
 * Kant and of what is right and never says "philosophy", and the answer can say why. Words are compared by their stems;
 * one word may belong to several topics. English only, and far from complete: a text whose words are not here has no
 * topic. Topics may be added at the end; the order is part of what vectors are made of, so another order is another model.
 */
export const CONCEPT_WORDS = {
  philosophy: `
    philosophy philosopher philosophical ethics ethical moral morality virtue meaning existence existential truth
    wisdom reason metaphysics epistemology ontology logic dialectic stoic stoicism kant plato socrates aristotle
    nietzsche hume descartes spinoza hegel seneca consciousness freewill dilemma trolley utilitarian duty thinker
    contemplation aphorism nihilism absurd camus freedom stoical existentialism existentialist choose choice paradox
    argument virtuous mortality determinism conscience epicurus wittgenstein sartre beauvoir aurelius marcus
    equanimity`,
  religion: `
    religion religious faith god gods prayer pray bible quran torah gospel church temple mosque monk buddhism
    buddhist zen meditation hindu christian muslim islam jewish soul spirit spiritual sacred sermon theology saint
    ritual myth mythology`,
  science: `
    science scientific scientist physics chemistry experiment laboratory lab hypothesis theory research researcher
    discovery particle quantum relativity einstein newton molecule atom energy evidence peer journal measurement
    entropy slit wave photon light electron gravity force intuition blackboard wavefunction magnet chemical reaction
    nobel`,
  biology: `
    biology biologist cell gene genetic dna evolution evolve species organism bacteria virus microbe protein ecology
    ecosystem botany zoology darwin fungus mycelium neuron enzyme plankton`,
  nature: `
    nature natural forest tree plant garden gardening flower mountain hiking wilderness outdoors seed soil leaf moss
    bird birdwatching wildlife landscape meadow river bloom herb compost vegetable tomato grow grower pest aphid
    frost root prune weed sunlight balcony lawn orchard harvest worm wood woodland trail birdsong`,
  animals: `
    animal pet dog cat puppy kitten horse bird fish reptile veterinarian zoo whale dolphin insect bee crab octopus
    lobster paw breed wren sparrow owl crow nest feather wing songbird cow sheep farm`,
  sea: `
    sea ocean tide tidal wave shore beach coast sailing sailor ship boat harbour marine reef coral surf salt
    lighthouse fishing diving nautical`,
  space: `
    space astronomy astronomer star planet galaxy cosmos cosmic universe telescope orbit rocket nasa astronaut moon
    mars comet nebula blackhole satellite constellation solar launch sky night binocular stargazing jupiter saturn
    venus eclipse meteor sunrise horizon skywatch perihelion equinox`,
  mathematics: `
    mathematics math maths mathematician algebra geometry calculus theorem proof equation number prime topology
    statistics probability euler gauss integral combinatorics puzzle axiom`,
  computing: `
    code coding programming programmer software developer engineer algorithm compiler debug bug refactor function
    typescript javascript python rust database api server backend frontend git linux kernel repository deploy devops
    terminal script program compile stack disk outage incident uptime pager test cloud container docker java html
    css web website app command shell keyboard query cache latency sysadmin`,
  ai: `
    machinelearning neural network model llm transformer inference training dataset alignment deeplearning gpt
    prompt embedding robotics robot automation reinforcement chatbot`,
  security: `
    security hacker hacking vulnerability exploit encryption cryptography cipher password privacy malware phishing
    firewall pentest threat breach surveillance infosec`,
  crypto: `
    crypto cryptocurrency bitcoin ethereum blockchain token wallet defi nft web3 stablecoin ledger mining solana
    onchain contract usdc`,
  finance: `
    finance financial money market stock share trading trader invest investor investment portfolio bank banking
    economy economics economist inflation interest bond equity fund dividend budget earnings hedge price wealth
    savings tax accounting company report annual rent wage salary debt loan mortgage currency audit accountant
    valuation quarter payment spend spending thrift`,
  business: `
    business startup founder entrepreneur company marketing brand sales customer strategy revenue product growth
    pitch venture management leadership negotiation invoice supplier retail shop`,
  politics: `
    politics political politician election vote government democracy parliament congress senate policy law
    legislation president minister campaign diplomacy geopolitics state citizen treaty rights bill amendment voter
    party reform mp senator parliamentary council mayor republic`,
  law: `
    law legal lawyer attorney court judge contract statute lawsuit copyright justice trial verdict jurisprudence
    litigation patent compliance clause regulation act penalty prosecutor bail terms`,
  news: `
    news journalism journalist reporter headline breaking press current affairs interview broadcast media story
    editorial correspondent bulletin briefing investigate wire summary event events neutral fact hourly politics`,
  history: `
    history historian historical ancient medieval empire rome roman greek war century archive archaeology
    civilization revolution dynasty king queen pharaoh museum artefact chronicle emperor siege legion pyramid viking
    crusade treaty past origin colonial heritage`,
  geography: `
    geography map atlas country continent border city town capital cartography region territory population terrain`,
  travel: `
    travel traveller trip journey tourism tourist flight hotel itinerary backpack destination passport train airport
    wander roadtrip visit abroad ferry timetable luggage visa hostel tour sightseeing holiday vacation route`,
  language: `
    language linguistics linguist grammar translation translator translate vocabulary etymology dialect
    pronunciation spanish french german latin japanese chinese english idiom syntax word polyglot conversation
    fluent accent verb noun`,
  literature: `
    literature book novel author writer writing read reading library story fiction plot character shakespeare
    tolstoy austen narrative chapter publisher essay prose literary tale diary letter memoir sentence draft editor
    bookshop bookclub manuscript fable dialogue`,
  poetry: `
    poetry poem poet verse rhyme haiku sonnet stanza lyric ode metaphor metre ballad limerick elegy`,
  music: `
    music musician song sing singer melody harmony chord rhythm beat guitar piano violin drum jazz blues rock hiphop
    techno classical composer compose orchestra symphony concert album band synth synthesizer dj playlist opera bach
    mozart beethoven tune bass instrument scale note duet bow oscillator modular ambient patch cable cello trumpet
    saxophone choir vocal record vinyl remix beatmaking tempo fiddle ukulele lullaby`,
  art: `
    art artist painting painter paint draw drawing sketch canvas gallery sculpture sculptor colour color brush
    watercolour watercolor oil portrait exhibition picasso monet illustration pigment palette museum pixel acrylic
    impasto fresco easel red blue artwork doodle comic graffiti mural craft`,
  design: `
    design designer typography font layout logo interface ux ui architecture architect building interior furniture
    graphic fashion poster grid letter letterform kerning helvetica serif sign redraw icon visual illustrator brand`,
  photography: `
    photography photographer photo camera lens exposure portrait darkroom shutter film aperture`,
  film: `
    film movie cinema director actor screenplay script scene documentary hollywood series episode tv television
    animation anime studio hitchcock kubrick plot`,
  games: `
    game gaming gamer play player videogame esports chess go poker board dungeon dragon rpg speedrun minecraft
    arcade console quest level boss strategy tournament dice pawn checkmate endgame rook tabletop roleplaying
    roleplay campaign initiative gambit sacrifice tactic queen bishop knight castling puzzle win lose tactics
    crossword sudoku trivia quiz`,
  sport: `
    sport football soccer basketball tennis baseball cricket athlete athletics running marathon cycling swimming
    match team league goal coach olympics race champion score gym referee striker keeper penalty tackle baton medal
    stadium`,
  fitness: `
    fitness workout exercise gym training muscle strength yoga pilates stretch squat cardio run jog weight lift
    pushup kilometre marathon flexibility posture`,
  health: `
    health healthy medicine medical doctor nurse hospital disease symptom diagnosis patient therapy vaccine
    nutrition diet sleep wellness surgery heart immune pharmacy illness fever rash pain ache cold flu cough triage
    medication pill blood pressure allergy dentist cancer remedy`,
  psychology: `
    psychology psychologist mind mental emotion feeling anxiety depression therapy therapist behaviour behavior
    habit cognitive memory freud jung mindfulness stress personality grief listen listening calm worry sad lonely
    panic trauma coping counselling kindness burnout breathe breathing comfort`,
  food: `
    food cooking cook recipe kitchen chef bake baking bread cuisine restaurant dish taste flavour flavor spice
    vegetable vegan dessert cake cheese soup pasta sauce dough sourdough ferment dinner meal flour crust starter
    yeast grocery pan oven pepper fry grill ingredient eat hungry`,
  drink: `
    drink coffee tea espresso wine beer brewing brew cocktail whisky sommelier barista vineyard tasting`,
  humour: `
    humour humor funny comedy comedian joke pun laugh satire sarcasm sarcastic standup parody meme witty silly roast
    prank banter absurd gag punchline deadpan dry ridiculous comic hilarious laughter amuse prankster slapstick wit
    ironic irony`,
  education: `
    education teach teacher teaching learn learning student school university lesson tutor course homework exam
    explain lecture classroom professor study curriculum beginner scale practise practice explanation pupil mentor
    learner train`,
  climate: `
    climate weather forecast rain storm temperature warming carbon emission sustainability sustainable renewable
    solar wind energy environment environmental recycling conservation meteorology hurricane drought sun cloud snow
    heat flood glacier sunshine`,
  engineering: `
    engineering engineer mechanical electronics circuit hardware machine motor build maker 3dprint soldering arduino
    bridge construction workshop tool repair invent prototype gear appliance fix`,
  crafts: `
    craft knitting crochet sewing pottery woodworking carpentry carve weave quilt embroidery handmade origami
    ceramics leather whittling yarn`,
  vehicles: `
    car vehicle automobile motorcycle engine truck aviation airplane pilot train railway driving racing formula`,
  love: `
    love romance romantic relationship dating marriage wedding partner heartbreak couple flirt breakup`,
  family: `
    family parent parenting child children kid mother father baby grandmother toddler bedtime household`,
  work: `
    work job career resume interview hiring office productivity remote freelance manager meeting deadline colleague
    employment wage boss rota`,
  mystery: `
    mystery detective crime murder clue suspect sleuth forensic case conspiracy cold investigation whodunit thriller
    ghost paranormal haunted horror puzzle secret evidence alibi theft poison`,
  fantasy: `
    fantasy magic wizard dragon elf quest sword kingdom spell sorcerer folklore fairy legend enchanted`,
  futures: `
    future futurism scifi sciencefiction cyberpunk utopia dystopia speculative tomorrow alien starship`,
  beauty: `
    fashion style makeup skincare beauty hair outfit clothes dress wardrobe perfume`,
  community: `
    community friend friendship social society charity volunteer neighbour neighbor gathering together culture
    kindness`,
} as const;

export type Concept = keyof typeof CONCEPT_WORDS;
