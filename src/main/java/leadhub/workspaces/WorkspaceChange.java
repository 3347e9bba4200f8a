package leadhub.workspaces;

import leadhub.base.Change;

/** What an update does to a workspace. The slug stays: it is in people's bookmarks and commands. */
public record WorkspaceChange(Change<String> name, Change<String> timeZone, Change<String> defaultCountry) {}
