"""All that is found, in the order in which it is rebuilt: names first, for they are few."""

from articles.search import Articles, Authors, Topics
from organizations.partnerships.search import Entries
from organizations.search import Organizations, People

ARTICLES, AUTHORS, TOPICS = Articles(), Authors(), Topics()
ORGANIZATIONS, PEOPLE, ENTRIES = Organizations(), People(), Entries()

SEARCHABLES = (TOPICS, AUTHORS, ORGANIZATIONS, PEOPLE, ENTRIES, ARTICLES)
