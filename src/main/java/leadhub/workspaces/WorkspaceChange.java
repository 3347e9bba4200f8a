package leadhub.workspaces;

import leadhub.base.Change;
import leadhub.panel.DateFormat;
import org.jspecify.annotations.Nullable;

/** What an update does to a workspace. The slug stays: it is in people's bookmarks and commands. */
public record WorkspaceChange(
        Change<String> name,
        Change<String> timeZone,
        Change<String> defaultCountry,
        Change<@Nullable String> language,
        Change<DateFormat> dateFormat) {}
