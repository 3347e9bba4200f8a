package leadhub.forms.blocks;

import java.util.EnumMap;
import leadhub.base.Role;
import leadhub.forms.blocks.BlockList.Kind;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The block lists under Settings. */
@Component
class BlockPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/form-spam";

    private final Blocks blocks;

    BlockPages(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(98, "settings", "form-blocks.title")
                .post(ALL, Role.MANAGER, this::replace);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var screen = new BlockScreen(blocks.list(visit.caller().workspaceId()), mistake);
        return mistake.isNone() ? Reply.page("forms/blocks.jte", screen) : Reply.refused("forms/blocks.jte", screen);
    }

    private Reply replace(Visit visit) {
        var texts = new EnumMap<Kind, String>(Kind.class);
        for (var kind : Kind.values()) {
            texts.put(kind, visit.field(kind.word()));
        }
        var mistake = FormErrors.of(BlockScreen.FORM, visit.form(), () -> blocks.replace(visit.caller(), texts));
        return mistake.isNone() ? Reply.redirect(ALL).saying("settings.saved") : show(visit, mistake);
    }
}
