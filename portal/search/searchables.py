"""All that is found, in the order in which it is rebuilt: names first, for they are few."""

from articles.search import Articles, Topics
from organizations.partnerships.search import Entries
from organizations.search import Organizations, People

ARTICLES, TOPICS = Articles(), Topics()
ORGANIZATIONS, PEOPLE, ENTRIES = Organizations(), People(), Entries()

SEARCHABLES = (TOPICS, ORGANIZATIONS, PEOPLE, ENTRIES, ARTICLES)
