package leadhub.conversations.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import leadhub.base.Slice;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Carrier;
import leadhub.conversations.Channel;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNotes;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.Conversations;
import leadhub.conversations.LatestMessages;
import leadhub.conversations.Message;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.MessageDelivery;
import leadhub.conversations.MessageRole;
import leadhub.conversations.OpenedConversations;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.files.MessageFile;
import leadhub.conversations.files.MessageFiles;
import leadhub.conversations.team.Colleague;
import leadhub.conversations.team.Team;
import leadhub.conversations.team.Viewers;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the pages of the inbox show. */
@Component
class Inbox {
    private static final int PER_PAGE = 50;
    /** Of a conversation at once; the rest is a click away. */
    private static final int LATEST = 200;
    /** More than a conversation may have. */
    private static final int ALL = 5_000;
    /** Shown below the list. */
    private static final int MOST_COLLEAGUES = 20;

    private final Conversations conversations;
    private final ConversationNotes notes;
    private final LatestMessages latest;
    private final MessageDeliveries deliveries;
    private final MessageFiles files;
    private final OpenedConversations opened;
    private final VisitorEmails emails;
    private final Bots bots;
    private final LeadLists leads;
    private final Users users;
    private final Team team;
    private final Viewers viewers;

    /** Who of the team is where. */
    @Component
    record People(Users users, Team team, Viewers viewers) {}

    /** What is said, and what became of it. */
    @Component
    record Spoken(
            Conversations conversations,
            ConversationNotes notes,
            LatestMessages latest,
            MessageDeliveries deliveries,
            MessageFiles files,
            OpenedConversations opened,
            VisitorEmails emails) {}

    Inbox(Spoken spoken, Bots bots, LeadLists leads, People people) {
        this.conversations = spoken.conversations();
        this.notes = spoken.notes();
        this.latest = spoken.latest();
        this.deliveries = spoken.deliveries();
        this.files = spoken.files();
        this.opened = spoken.opened();
        this.emails = spoken.emails();
        this.bots = bots;
        this.leads = leads;
        this.users = people.users();
        this.team = people.team();
        this.viewers = people.viewers();
    }

    /** @param open the public id of the conversation beside it; "" for none */
    InboxList list(Visit visit, String open) {
        var caller = visit.caller();
        var view = visit.asked("view").flatMap(InboxView::ofWord).orElse(InboxView.OPEN);
        var search = visit.asked("search").map(String::strip).orElse("");
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Long::parseLong)
                .orElse(1L);
        var channel = visit.asked("channel").flatMap(Channel::ofWord).orElse(null);
        var filter = view.filter(visit.visitor().userId())
                .saying(search.isEmpty() ? null : search)
                .by(channel);
        var page = conversations.list(caller, filter, ConversationSort.LATEST, Slice.ofPage(number, PER_PAGE));
        var said = latest.of(caller, page.items());
        var known = leads.previews(
                caller,
                page.items().stream()
                        .map(Conversation::leadId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var names = names(visit);
        var rows = page.items().stream()
                .map(one -> new InboxRow(one, lead(known, one), said.get(one.id()), owner(names, one)))
                .toList();
        var hasMore = page.total() > number * PER_PAGE;
        return new InboxList(
                view, search, channel, number, rows, hasMore, conversations.counts(caller), open, colleagues(visit));
    }

    /** The others who answer, whoever is there first. */
    private List<Colleague> colleagues(Visit visit) {
        return team.colleagues(visit.caller()).stream()
                .filter(one -> one.userId() != visit.visitor().userId())
                .sorted(Comparator.comparing(Colleague::presence).thenComparing(Colleague::name))
                .limit(MOST_COLLEAGUES)
                .toList();
    }

    /** The whole page of a conversation. */
    ConversationScreen screen(Visit visit, Conversation conversation) {
        var last = conversation.marks().last();
        var from = visit.asked("all").isPresent() ? 0 : Math.max(0, last - LATEST);
        var list = list(visit, conversation.publicId());
        return screen(visit, list, conversation, from, 0, UUID.randomUUID().toString());
    }

    /** What is new behind a message and a note. @param reply id for the next reply; null where the form keeps the one it has */
    ConversationScreen news(
            Visit visit, Conversation conversation, long after, long afterNote, @Nullable String reply) {
        return screen(visit, null, conversation, after, afterNote, reply);
    }

    private ConversationScreen screen(
            Visit visit,
            @Nullable InboxList list,
            Conversation conversation,
            long after,
            long afterNote,
            @Nullable String reply) {
        var caller = visit.caller();
        var names = names(visit);
        var bot = conversation.botId() == null
                ? ""
                : bots.find(caller.workspaceId(), conversation.botId())
                        .map(Bot::name)
                        .orElse("");
        var lead = lead(visit, conversation);
        var noted = notes.list(caller, conversation);
        var entries = new ArrayList<ThreadEntry>();
        var said = conversations.messagesAfter(caller, conversation, after, ALL);
        var shown = Math.max(0, conversation.marks().last() - LATEST);
        var sent = deliveries.of(caller, conversation, list == null ? shown : after);
        var kept = files.of(caller, conversation, list == null ? shown : after);
        var at = 0;
        for (var note : noted) {
            while (at < said.size() && said.get(at).number() <= note.afterNumber()) {
                entries.add(entry(said.get(at++), bot, names, new Additions(sent, kept)));
            }
            // What is older than what is shown has no place here.
            if (note.id() > afterNote && (list == null || after == 0 || note.afterNumber() > after)) {
                var author = names.getOrDefault(Objects.requireNonNullElse(note.userId(), 0L), "");
                entries.add(new ThreadEntry(
                        "note-" + note.id(), "note", author, note.content(), note.createdAt(), null, null));
            }
        }
        said.subList(at, said.size())
                .forEach(message -> entries.add(entry(message, bot, names, new Additions(sent, kept))));
        var means = deliveries.means(caller, conversation);
        var lastNote = noted.isEmpty() ? 0 : noted.getLast().id();
        return new ConversationScreen(
                list,
                conversation,
                lead,
                bot,
                owner(names, conversation),
                entries,
                list != null && after > 0,
                lastNote,
                reply,
                new ConversationScreen.Sending(
                        means,
                        list == null ? shownBefore(sent, after) : List.of(),
                        list == null ? filesBefore(kept, after) : List.of(),
                        list == null ? List.of() : templates(visit, conversation, means)),
                list == null ? null : emails.known(caller, conversation.id()),
                beside(visit, conversation, names));
    }

    /** Who else has it open. */
    private List<ConversationScreen.Beside> beside(Visit visit, Conversation conversation, Map<Long, String> names) {
        return viewers.others(visit.caller(), conversation).stream()
                .filter(one -> names.containsKey(one.userId()))
                .map(one -> new ConversationScreen.Beside(
                        one.userId(), names.getOrDefault(one.userId(), ""), one.isTyping()))
                .toList();
    }

    /** What can be sent instead of a text, on the whole page alone. */
    private List<ApprovedTemplate> templates(Visit visit, Conversation conversation, Carrier.Means means) {
        var contact = conversation.contact();
        return contact == null || !means.takesTemplates()
                ? List.of()
                : opened.templates(visit.caller(), contact.integrationId());
    }

    /** Who its visitor is; null where nobody knows, or where that isn't the reader's to see. */
    @Nullable
    Lead lead(Visit visit, Conversation conversation) {
        var leadId = conversation.leadId();
        return leadId == null
                ? null
                : leads.previews(visit.caller(), List.of(leadId)).get(leadId);
    }

    /** What has become of what the page shows already. */
    private static List<ThreadEntry.Fate> shownBefore(Map<Long, MessageDelivery> sent, long after) {
        return sent.values().stream()
                .filter(one -> one.number() <= after)
                .map(ThreadEntry.Fate::of)
                .toList();
    }

    private static List<MessageFile> filesBefore(Map<Long, MessageFile> kept, long after) {
        return kept.values().stream().filter(one -> one.number() <= after).toList();
    }

    /** What belongs to messages, by their numbers. */
    private record Additions(Map<Long, MessageDelivery> sent, Map<Long, MessageFile> files) {}

    private static ThreadEntry entry(Message message, String bot, Map<Long, String> names, Additions beside) {
        var userId = message.userId();
        var author =
                message.role() == MessageRole.ASSISTANT ? bot : userId == null ? "" : names.getOrDefault(userId, "");
        return new ThreadEntry(
                "message-" + message.number(),
                message.role().word(),
                author,
                message.content(),
                message.createdAt(),
                beside.files().get(message.number()),
                fate(beside.sent().get(message.number())));
    }

    private static ThreadEntry.@Nullable Fate fate(@Nullable MessageDelivery delivery) {
        return delivery == null ? null : ThreadEntry.Fate.of(delivery);
    }

    private Map<Long, String> names(Visit visit) {
        return users.all(visit.caller()).stream().collect(Collectors.toMap(User::id, User::name));
    }

    private static String owner(Map<Long, String> names, Conversation conversation) {
        var userId = conversation.owner().userId();
        return userId == null ? "" : names.getOrDefault(userId, "");
    }

    private static @Nullable Lead lead(Map<Long, Lead> known, Conversation conversation) {
        var id = conversation.leadId();
        return id == null ? null : known.get(id);
    }
}
