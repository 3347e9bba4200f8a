package leadhub.tags;

import leadhub.base.Change;

/** What an update does to a tag. */
public record TagChange(Change<String> name, Change<String> color) {}
