package leadhub.apikeys;

/** The two formats of keys. Either kind works in either dialect. */
public enum KeyDialect {
    LEADHUB("lh_"),
    LYMBE("lymbe_sk_");

    private final String prefix;

    KeyDialect(String prefix) {
        this.prefix = prefix;
    }

    /** What the secret starts with. */
    public String prefix() {
        return prefix;
    }
}
