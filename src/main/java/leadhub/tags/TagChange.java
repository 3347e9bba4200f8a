package leadhub.tags;

import leadhub.base.Change;

/** The changes of an update to a tag. */
public record TagChange(Change<String> name, Change<String> color) {}
