package leadhub.workspaces;

/** A workspace to be created. */
public record NewWorkspace(String slug, String name, String timeZone, String defaultCountry) {
    /** A workspace with the default settings. */
    public static NewWorkspace of(String slug, String name) {
        return new NewWorkspace(slug, name, "UTC", "US");
    }
}
