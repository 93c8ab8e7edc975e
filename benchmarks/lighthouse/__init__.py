"""``make lighthouse``: what a phone on a slow line gets, measured by Lighthouse from npm."""
