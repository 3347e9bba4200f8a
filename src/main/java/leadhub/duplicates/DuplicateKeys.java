package leadhub.duplicates;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What leads are compared by: two with a key in common are looked at more closely. Of slips of the pen, one letter more, less or
 * another one and two that are swapped are found in an address, other vowels and doubled letters in a name.
 *
 * <p>An even key is of one person's address or number: however many have it, they may all be that person. An odd one that
 * many have says nothing of any of them.
 */
final class DuplicateKeys {
    private DuplicateKeys() {}

    static Set<Long> of(Likeness one) {
        var keys = new LinkedHashSet<Long>();
        if (one.isRole()) {
            add(keys, "email", one.email());
        } else {
            addPersonal(keys, "email", one.email());
        }
        addPersonal(keys, "phone", one.person().phoneE164());
        if (!one.domain().isEmpty() && one.local().length() > 2) {
            add(keys, "letters", sorted(one.local()) + "@" + one.domain());
            add(keys, "domain", one.letters() + "@" + sorted(one.domain()));
            addHalves(keys, one);
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

    /** One slip leaves one of both halves as it is. Of an odd length either half is taken with the letter in the middle too. */
    private static void addHalves(Set<Long> keys, Likeness one) {
        var local = one.local();
        var length = local.length();
        for (var half = length / 2; half <= (length + 1) / 2; half++) {
            add(keys, "head", local.substring(0, half) + "@" + one.domain());
            add(keys, "tail", local.substring(length - half) + "@" + one.domain());
        }
    }

    private static void add(Set<Long> keys, String kind, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            keys.add(hash(kind + " " + text) | 1);
        }
    }

    private static void addPersonal(Set<Long> keys, String kind, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            keys.add(hash(kind + " " + text) & ~1L);
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
