package leadhub.forms.blocks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import leadhub.base.settings.AddressRange;

/**
 * What a workspace blocks.
 *
 * @param domains of emails, those below them among them
 * @param words and phrases, wherever they stand in what was filled in, regardless of case
 * @param addresses of visitors, and networks
 */
public record BlockList(List<String> domains, List<String> words, List<String> addresses) {
    /** Entries of each list. */
    public static final int MOST = 1_000;

    public static final int MOST_CHARACTERS = 255;

    /** Which of the lists something is on. */
    public enum Kind {
        DOMAIN,
        WORD,
        ADDRESS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public List<String> of(Kind kind) {
        return switch (kind) {
            case DOMAIN -> domains;
            case WORD -> words;
            case ADDRESS -> addresses;
        };
    }

    /** Tells lists with other entries apart. */
    public String version() {
        var entries = new StringBuilder();
        for (var kind : Kind.values()) {
            entries.append(kind)
                    .append('\n')
                    .append(String.join("\n", of(kind)))
                    .append('\n');
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(entries.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One a line, as they are kept: in lowercase but for words, without spaces around and what is there twice. */
    static List<String> lines(Kind kind, String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .map(line -> kind == Kind.WORD ? line : line.toLowerCase(Locale.ROOT))
                .map(line -> kind == Kind.DOMAIN ? line.replaceFirst("^(.*@|\\*?\\.)", "") : line)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether a line can be on a list. */
    static boolean isValid(Kind kind, String line) {
        return line.length() <= MOST_CHARACTERS
                && switch (kind) {
                    case DOMAIN -> line.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");
                    case WORD -> line.codePoints().noneMatch(Character::isISOControl);
                    case ADDRESS -> isRange(line);
                };
    }

    private static boolean isRange(String line) {
        try {
            AddressRange.parse(line);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
