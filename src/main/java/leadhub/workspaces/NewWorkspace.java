package leadhub.workspaces;

/** A workspace to be made. */
public record NewWorkspace(String slug, String name, String timeZone, String defaultCountry) {
    /** With what a workspace starts with unless said otherwise. */
    public static NewWorkspace of(String slug, String name) {
        return new NewWorkspace(slug, name, "UTC", "US");
    }
}
