package leadhub.base;

import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/** Brings texts that look the same into one spelling: composed (NFC), as everything is that is stored. */
public final class Unicode {
    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();

    private Unicode() {}

    /** The text in Unicode's normal form C; the same object where it is already. */
    public static String nfc(String text) {
        return COMPOSED.normalize(text);
    }

    /** The text in normal form D, as older versions may have stored what macOS sent. */
    public static String nfd(String text) {
        return DECOMPOSED.normalize(text);
    }

    /**
     * What two spellings of one name, tag or e-mail have in common: composed, and without case. Accents stay, because
     * {@code jose@} and {@code josé@} are two people.
     */
    public static String key(String text) {
        return nfc(nfc(text).toLowerCase(Locale.ROOT));
    }
}
