package leadhub.conversations.pages;

import leadhub.base.Role;
import leadhub.conversations.replies.CannedReplies;
import leadhub.conversations.replies.CannedReply;
import leadhub.emails.PlaceholderNames;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Settings → Canned replies. */
@Component
class ReplyPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/replies";
    private static final String ONE = ALL + "/{id}";
    private static final String TEMPLATE = "conversations/canned.jte";

    private final CannedReplies replies;
    private final PlaceholderNames placeholders;

    ReplyPages(CannedReplies replies, PlaceholderNames placeholders) {
        this.replies = replies;
        this.placeholders = placeholders;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> Reply.page(TEMPLATE, list(visit, FormErrors.NONE)))
                .inSettings(27, "message-circle", "replies.title")
                .post(ALL, Role.MANAGER, this::add)
                .post(ONE, Role.MANAGER, this::change)
                .post(ONE + "/delete", Role.MANAGER, this::delete);
    }

    private ReplyList list(Visit visit, FormErrors mistake) {
        return new ReplyList(replies.all(visit.caller()), placeholders.all(visit.caller()), mistake);
    }

    private Reply add(Visit visit) {
        return kept(visit, 0, (name, content) -> replies.add(visit.caller(), name, content));
    }

    private Reply change(Visit visit) {
        var id = replies.get(visit.caller(), visit.id(0)).id();
        return kept(visit, id, (name, content) -> replies.change(visit.caller(), id, name, content));
    }

    private interface Keeping {
        CannedReply keep(String name, String content);
    }

    private Reply kept(Visit visit, long id, Keeping keeping) {
        Input form = visit.form();
        form.require("name");
        form.require("content");
        var name = form.solidText("name", CannedReply.MOST_NAME).over("");
        var content = form.solidText("content", CannedReply.MOST_CONTENT).over("");
        var mistake = FormErrors.of(ReplyList.form(id), form, () -> keeping.keep(name, content.replace("\r\n", "\n")));
        return mistake.isNone()
                ? Reply.redirect(ALL).saying("settings.saved")
                : Reply.refused(TEMPLATE, list(visit, mistake));
    }

    private Reply delete(Visit visit) {
        var gone = replies.delete(visit.caller(), visit.id(0));
        return Reply.redirect(ALL).saying("replies.deleted", gone.name());
    }
}
