package leadhub.web.input;

import leadhub.base.Change;
import leadhub.base.Refusal;

/** Reads colours: {@code #rrggbb}. */
public final class Colors {
    /** The default colour. */
    public static final String USUAL = "#64748b";

    private Colors() {}

    /** Null means the default colour. */
    public static Change<String> read(Input input, String field) {
        return input.text(field, 7, text -> text.matches("#[0-9a-fA-F]{6}"), Refusal.of("color"))
                .map(text -> text == null ? USUAL : text);
    }
}
