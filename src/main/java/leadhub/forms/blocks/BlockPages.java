package leadhub.forms.blocks;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
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
                .inSettings(298, "settings", "form-blocks.title")
                .post(ALL, Role.MANAGER, this::replace);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var screen = new BlockScreen(blocks.list(visit.caller().workspaceId()), mistake, false);
        return mistake.isNone() ? Reply.page("forms/blocks.jte", screen) : Reply.refused("forms/blocks.jte", screen);
    }

    private Reply replace(Visit visit) {
        var texts = new EnumMap<Kind, String>(Kind.class);
        for (var kind : Kind.values()) {
            texts.put(kind, visit.field(kind.word()));
        }
        try {
            var mistake = FormErrors.of(
                    BlockScreen.FORM,
                    visit.form(),
                    () -> blocks.replace(visit.caller(), visit.field("version"), texts));
            return mistake.isNone() ? Reply.redirect(ALL).saying("settings.saved") : show(visit, mistake);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict) {
                return outdated(visit, texts);
            }
            throw e;
        }
    }

    /** What was typed, beside what somebody else has saved meanwhile; sent again, it replaces that. */
    private Reply outdated(Visit visit, Map<Kind, String> texts) {
        var typed = new HashMap<String, String>();
        texts.forEach((kind, text) -> typed.put(kind.word(), text));
        var list = blocks.list(visit.caller().workspaceId());
        return new Reply.Html(
                409,
                "forms/blocks.jte",
                new BlockScreen(list, new FormErrors(BlockScreen.FORM, Map.of(), typed), true));
    }
}
