export const elsewhereTexts = {
  heading: 'You are in this call in another tab',
  detail: 'Take it over to have it here: the other tab stops then.',
  takeOver: 'Take the call over',
  takingOver: 'Taking over …',
  takesLong: 'It takes longer than usual. Trying again.',
  home: 'Home',
} as const;
