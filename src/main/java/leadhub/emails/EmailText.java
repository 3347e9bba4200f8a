package leadhub.emails;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Refusal;

/**
 * A text with placeholders, taken apart: {@code Hello {{lead.first_name|there}}}. Of Mustache only plain variables are
 * allowed, so that a template can loop over nothing, include nothing and switch no escaping off.
 *
 * @param pieces in their order; a text and a placeholder may follow each other in any way
 */
record EmailText(List<Piece> pieces) {
    private static final String OPENING = "{{";
    private static final String CLOSING = "}}";

    /** What Mustache begins something other than a variable with. */
    private static final String OTHER_TAGS = "{#^/>&=!<$*@";

    /** A part of it. */
    sealed interface Piece {}

    /** Words as they are. */
    record Plain(String text) implements Piece {}

    /**
     * A place for what is known of the lead.
     *
     * @param fallback what stands there where nothing is known; {@code ""} for nothing
     */
    record Placeholder(String name, String fallback) implements Piece {}

    /** Thrown for what is no such text. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Malformed(Refusal refusal) {
            super(refusal.key());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    static EmailText of(String text) throws Malformed {
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var open = text.indexOf(OPENING); open >= 0; open = text.indexOf(OPENING, at)) {
            if (open > at) {
                pieces.add(new Plain(text.substring(at, open)));
            }
            var close = text.indexOf(CLOSING, open);
            if (close < 0) {
                throw new Malformed(Refusal.of("email.placeholder_open"));
            }
            pieces.add(placeholder(text.substring(open + OPENING.length(), close)));
            at = close + CLOSING.length();
        }
        if (at < text.length()) {
            pieces.add(new Plain(text.substring(at)));
        }
        return new EmailText(pieces);
    }

    private static Placeholder placeholder(String inside) throws Malformed {
        var tag = inside.strip();
        if (!tag.isEmpty() && OTHER_TAGS.indexOf(tag.charAt(0)) >= 0
                || tag.indexOf('{') >= 0
                || tag.indexOf('}') >= 0) {
            throw new Malformed(Refusal.of("email.placeholder_kind"));
        }
        if (tag.lines().count() > 1) {
            throw new Malformed(Refusal.of("email.placeholder_open"));
        }
        var bar = tag.indexOf('|');
        return bar < 0
                ? new Placeholder(tag, "")
                : new Placeholder(
                        tag.substring(0, bar).strip(), tag.substring(bar + 1).strip());
    }

    List<Placeholder> placeholders() {
        return pieces.stream()
                .filter(Placeholder.class::isInstance)
                .map(Placeholder.class::cast)
                .toList();
    }
}
