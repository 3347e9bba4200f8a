package leadhub.workspaces;

import leadhub.base.Change;
import leadhub.panel.DateFormat;
import org.jspecify.annotations.Nullable;

/** The changes of an update to a workspace. The slug can't change, because it is in people's bookmarks and commands. */
public record WorkspaceChange(
        Change<String> name,
        Change<String> timeZone,
        Change<String> defaultCountry,
        Change<String> currency,
        Change<@Nullable String> language,
        Change<DateFormat> dateFormat) {}
