package leadhub.forms.blocks;

import java.util.List;
import leadhub.forms.blocks.BlockList.Kind;
import leadhub.panel.FormErrors;

/**
 * The model of the block lists.
 *
 * @param isOutdated whether somebody else has changed them since the page was made that was sent
 */
public record BlockScreen(BlockList list, FormErrors mistake, boolean isOutdated) {
    static final String FORM = "blocks";

    public List<Kind> kinds() {
        return List.of(Kind.values());
    }

    public String name(Kind kind) {
        return kind.word();
    }

    public boolean isWrong(Kind kind) {
        return mistake.isAt(FORM, kind.word());
    }

    /** What is on a list by now and not in what was typed. */
    public List<String> missing(Kind kind) {
        var typed = BlockList.lines(kind, lines(kind));
        return isOutdated
                ? list.of(kind).stream().filter(entry -> !typed.contains(entry)).toList()
                : List.of();
    }

    /** One entry a line; what was typed, where something is wrong with it. */
    public String lines(Kind kind) {
        return mistake.typed(FORM, kind.word(), String.join("\n", list.of(kind)));
    }
}
