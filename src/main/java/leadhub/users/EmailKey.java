package leadhub.users;

import leadhub.base.Unicode;

/** What two spellings of one e-mail have in common. */
public final class EmailKey {
    private EmailKey() {}

    public static String of(String email) {
        return Unicode.key(email);
    }

    /**
     * The keys that may lead to the bearer of an e-mail. An older version told composed from decomposed letters apart, and
     * where it gave one workspace both, the younger account has kept its own spelling (V20).
     */
    public static String[] spellings(String key) {
        var decomposed = Unicode.nfd(key);
        return decomposed.equals(key) ? new String[] {key} : new String[] {key, decomposed};
    }
}
