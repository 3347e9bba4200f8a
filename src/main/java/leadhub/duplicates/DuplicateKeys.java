package leadhub.duplicates;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leads are compared by: two with a key in common are looked at more closely. A key that many have says nothing of any of
 * them. Of slips of the pen, swapped letters in an address and other vowels or doubled letters in a name are found.
 */
final class DuplicateKeys {
    private DuplicateKeys() {}

    static Set<Long> of(Likeness one) {
        var keys = new LinkedHashSet<Long>();
        add(keys, "email", one.email());
        add(keys, "phone", one.person().phoneE164());
        if (!one.domain().isEmpty() && one.local().length() > 3) {
            add(keys, "letters", sorted(one.local()) + "@" + one.domain());
            add(keys, "domain", one.letters() + "@" + sorted(one.domain()));
        }
        if (one.hasName()) {
            add(keys, "name", one.name());
            if (!one.company().isEmpty()) {
                add(keys, "name and company", one.name() + "|" + one.company());
                add(keys, "sound and company", one.first().charAt(0) + consonants(one.last()) + "|" + one.company());
            }
        }
        return keys;
    }

    private static void add(Set<Long> keys, String kind, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            keys.add(hash(kind + " " + text));
        }
    }

    private static String sorted(String text) {
        var letters = text.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private static String consonants(String text) {
        return text.replaceAll("[aeiouyh ]", "").replaceAll("(.)\\1+", "$1");
    }

    /** FNV-1a: two texts with one hash are looked at and found to be different. */
    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
