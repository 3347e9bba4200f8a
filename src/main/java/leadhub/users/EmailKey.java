package leadhub.users;

import leadhub.base.Unicode;

/** The key that all spellings of one email share. */
public final class EmailKey {
    private EmailKey() {}

    public static String of(String email) {
        return Unicode.key(email);
    }

    /**
     * The keys that may belong to the owner of an email. An older version told composed from decomposed letters apart, and
     * where it gave one workspace both, the younger account has kept its own spelling (V20).
     */
    public static String[] spellings(String key) {
        var decomposed = Unicode.nfd(key);
        return decomposed.equals(key) ? new String[] {key} : new String[] {key, decomposed};
    }
}
