package leadhub.integrations.provider;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies whose secrets are not kept: the value of a member becomes {@code ***}, and no other byte changes. */
public final class MaskedSecrets {
    private MaskedSecrets() {}

    /** Masks the texts of all members of that name in a JSON body. */
    public static byte[] in(byte[] json, String member) {
        // One character a byte, so that all others come back as they were.
        var text = new String(json, StandardCharsets.ISO_8859_1);
        var value =
                Pattern.compile("(\"" + Pattern.quote(member) + "\"\\s*+:\\s*+)\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");
        return value.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "\"***\""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
