/** One request reads so many items at most: a province's campaign is read a page at a time. */
export const AT_MOST = 2000;
