package leadhub.mail;

import java.util.regex.Pattern;

/**
 * Text that others wrote, as it may stand in an email of ours: without anything that a mail program would make a link
 * of, or that turns the text about it round.
 */
public final class MailText {
    /** The longest name in characters; a longer one would be a message to the recipient. */
    private static final int MOST_OF_A_NAME = 80;

    /** How many times as much of a text is read as may be said of it. */
    private static final int LOOKED_AT = 8;

    /** Line breaks, tabs and the like. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** Marks that nobody sees, those that turn the direction of text round among them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}]+");

    /** Full stops of other scripts, which name services treat as dots. */
    private static final Pattern OTHER_DOTS = Pattern.compile("[\u3002\uff0e\uff61\u2024\ufe52]");

    /** Whatever names its scheme, to its end. Schemes are short, and looking for endless ones takes the square of the text's length. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9.-]{0,30}:(?=\\S)/*|[/\\\\\uff0f]{2,}");

    /** A dot within something that could be the name of a host: the last label begins with a letter and has two. */
    private static final Pattern HOST_DOT = Pattern.compile("(?<=\\S)\\.(?=\\p{L}[\\p{L}\\p{N}\\p{M}-])");

    private static final Pattern IP_ADDRESS =
            Pattern.compile("(\\p{N}{1,3})\\.(\\p{N}{1,3})\\.(\\p{N}{1,3})\\.(\\p{N}{1,3})");

    private static final Pattern BLANKS = Pattern.compile("\\s{2,}");

    private MailText() {}

    /** A person's or a workspace's name. */
    public static String name(String text) {
        return plain(text, MOST_OF_A_NAME);
    }

    /** A text of others in one line, at most so many code points of it. */
    public static String plain(String text, int most) {
        return cut(withoutLinks(OTHER_DOTS.matcher(seen(begin(text, most))).replaceAll(".")), most);
    }

    /** The same for an address, which may be a link. */
    public static String line(String text, int most) {
        return cut(seen(begin(text, most)), most);
    }

    /** What can matter of a long text: as much again and again may be left out of it. */
    private static String begin(String text, int most) {
        var enough = LOOKED_AT * most;
        return text.length() <= enough ? text : text.substring(0, enough);
    }

    private static String seen(String text) {
        return UNSEEN.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    private static String cut(String text, int most) {
        var line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most)).strip() + "…";
    }

    /** A sentence, or part of one. */
    static String withoutLinks(String text) {
        var plain = ADDRESS.matcher(text).replaceAll(" ");
        plain = HOST_DOT.matcher(plain).replaceAll(" ");
        plain = IP_ADDRESS.matcher(plain).replaceAll("$1 $2 $3 $4");
        return plain.equals(text) ? text : BLANKS.matcher(plain).replaceAll(" ");
    }
}
