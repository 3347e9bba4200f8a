package leadhub.forms.blocks;

import java.util.List;
import leadhub.forms.blocks.BlockList.Kind;
import leadhub.panel.FormErrors;

/** The model of the block lists. */
public record BlockScreen(BlockList list, FormErrors mistake) {
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

    /** One entry a line; what was typed, where something is wrong with it. */
    public String lines(Kind kind) {
        return mistake.typed(FORM, kind.word(), String.join("\n", list.of(kind)));
    }
}
