package leadhub.conversations.pages;

import java.time.Clock;
import leadhub.base.Role;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNews;
import leadhub.conversations.ConversationNote;
import leadhub.conversations.ConversationNotes;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.NewReply;
import leadhub.conversations.replies.CannedReplies;
import leadhub.conversations.team.Team;
import leadhub.conversations.team.Viewers;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The inbox: all conversations, one of them, and what somebody of the team does in it. */
@Component
class InboxPages implements PageRoutes.Provider {
    static final String ONE = "/inbox/{conversation}";

    private final Conversations conversations;
    private final Answering answering;
    private final Inbox inbox;
    private final Present present;

    /** What somebody of the team does in a conversation. */
    @Component
    record Answering(
            ConversationOwners owners, ConversationReplies replies, ConversationNotes notes, CannedReplies canned) {}

    /** Who of the team is there, and how they hear what happens. */
    @Component
    record Present(Team team, Viewers viewers, ConversationNews news, Clock clock) {}

    InboxPages(Conversations conversations, Answering answering, Inbox inbox, Present present) {
        this.conversations = conversations;
        this.answering = answering;
        this.inbox = inbox;
        this.present = present;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/inbox", Role.READ_ONLY, this::all)
                .inMenu(15, "inbox", "inbox.title")
                .getPart("/inbox/list", Role.READ_ONLY, this::list)
                .get(ONE, Role.READ_ONLY, this::show)
                .getPart(ONE + "/news", Role.READ_ONLY, this::news)
                .getPart(ONE + "/stream", Role.READ_ONLY, this::stream)
                .getPart(ONE + "/replies", Role.AGENT, this::canned)
                .post(ONE + "/reply", Role.AGENT, this::reply)
                .post(ONE + "/note", Role.AGENT, this::note)
                .post(ONE + "/typing", Role.AGENT, this::typing)
                .post(ONE + "/claim", Role.AGENT, this::claim)
                .post(ONE + "/release", Role.AGENT, this::release)
                .post(ONE + "/resolve", Role.AGENT, this::resolve);
    }

    private Reply all(Visit visit) {
        opened(visit);
        return Reply.page("conversations/inbox.jte", inbox.list(visit, ""));
    }

    /** Who looks after the inbox is there. */
    private void opened(Visit visit) {
        if (visit.page().may(Role.AGENT)) {
            present.team().opened(visit.caller());
        }
    }

    /** Nothing where it is as the page shows it. */
    private Reply list(Visit visit) {
        opened(visit);
        var list = inbox.list(visit, visit.asked("open").orElse(""));
        return visit.asked("shown").orElse("").equals(list.mark())
                ? Reply.nothing()
                : Reply.page("conversations/list.jte", list);
    }

    private Reply show(Visit visit) {
        var conversation = conversations.get(visit.caller(), id(visit));
        opened(visit);
        looked(visit, conversation);
        seen(visit, conversation);
        return Reply.page("conversations/conversation.jte", inbox.screen(visit, conversation));
    }

    /** Nothing where it is as the page shows it. */
    private Reply news(Visit visit) {
        var conversation = conversations.get(visit.caller(), id(visit));
        var news = inbox.news(visit, conversation, number(visit, "after"), number(visit, "note"), null);
        looked(visit, conversation);
        var isOld = visit.asked("seen").orElse("").equals(news.mark());
        if (news.entries().isEmpty() && isOld) {
            return Reply.nothing();
        }
        seen(visit, conversation);
        return Reply.page("conversations/news.jte", news);
    }

    /** Tells the page when to ask for them. */
    private Reply stream(Visit visit) {
        return new Reply.Events(
                new InboxStream(conversations.get(visit.caller(), id(visit)), present.news(), present.clock()));
    }

    /** Changes with what is shown beside what is said. */
    static String mark(Conversation conversation) {
        return conversation.owner().version() + "." + conversation.marks().visitorRead() + "."
                + conversation.marks().deliveries() + "." + conversation.leadId();
    }

    /** Others see that somebody has it open. */
    private void looked(Visit visit, Conversation conversation) {
        if (visit.page().may(Role.AGENT)) {
            present.viewers().look(visit.caller(), conversation);
        }
    }

    private void seen(Visit visit, Conversation conversation) {
        if (conversation.isUnread() && visit.page().may(Role.AGENT)) {
            conversations.read(
                    visit.caller(),
                    conversation.publicId(),
                    conversation.marks().last());
        }
    }

    /** What the team writes again and again, with what is known of the visitor. */
    private Reply canned(Visit visit) {
        var conversation = conversations.get(visit.caller(), id(visit));
        var filled =
                answering.canned().filled(visit.caller(), inbox.lead(visit, conversation), conversation.language());
        return Reply.page("conversations/canned-choice.jte", new ReplyChoice(filled));
    }

    private Reply reply(Visit visit) {
        var conversation = conversations.get(visit.caller(), id(visit));
        var content = text(visit, Message.MOST_CHARACTERS);
        var clientId = visit.field("client_id");
        answering
                .replies()
                .reply(
                        visit.caller(),
                        conversation.publicId(),
                        new NewReply(content, clientId.isEmpty() ? null : clientId, version(visit)));
        present.viewers().sent(visit.caller(), conversation);
        return said(visit);
    }

    private Reply note(Visit visit) {
        var conversation = conversations.get(visit.caller(), id(visit));
        answering.notes().add(visit.caller(), conversation.publicId(), text(visit, ConversationNote.MOST_CHARACTERS));
        present.viewers().sent(visit.caller(), conversation);
        return said(visit);
    }

    /** What is new, the visitor's own words among it; the form is ready for the next ones. */
    private Reply said(Visit visit) {
        if (!visit.isPart()) {
            return back(visit);
        }
        var conversation = conversations.get(visit.caller(), id(visit));
        var after = visit.form().integer("after").over(null);
        var note = visit.form().integer("note").over(null);
        return Reply.page(
                "conversations/news.jte",
                inbox.news(
                        visit,
                        conversation,
                        after == null ? 0 : after,
                        note == null ? 0 : note,
                        visit.page().once()));
    }

    private Reply typing(Visit visit) {
        present.viewers().type(visit.caller(), conversations.get(visit.caller(), id(visit)));
        conversations.type(visit.caller(), id(visit));
        return Reply.nothing();
    }

    private Reply claim(Visit visit) {
        answering.owners().claim(visit.caller(), id(visit), version(visit));
        return back(visit);
    }

    private Reply release(Visit visit) {
        answering.owners().release(visit.caller(), id(visit), version(visit));
        return back(visit).saying("inbox.released");
    }

    private Reply resolve(Visit visit) {
        answering.owners().resolve(visit.caller(), id(visit), version(visit));
        return back(visit).saying("inbox.resolved");
    }

    static Reply back(Visit visit) {
        return Reply.redirect("/inbox/" + id(visit));
    }

    static String id(Visit visit) {
        return visit.call().text(0);
    }

    static @Nullable Long version(Visit visit) {
        return visit.form().integer("version").over(null);
    }

    private static long number(Visit visit, String name) {
        return visit.asked(name)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Browsers send a line break as two characters, but the length limit counts one. */
    static String text(Visit visit, int most) {
        Input form = visit.form();
        var sent = form.text("content", 2 * most).over(null);
        if (sent == null || sent.isBlank()) {
            form.require("content");
        }
        form.errors().check();
        return sent == null ? "" : sent.replace("\r\n", "\n").strip();
    }
}
