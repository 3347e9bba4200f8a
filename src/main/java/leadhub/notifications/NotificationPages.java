package leadhub.notifications;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What the visitor was told, the bell that says how much of it is unread, and how they want to be told. */
@Component
class NotificationPages implements PageRoutes.Provider {
    private static final String ALL = "/notifications";
    private static final String SETTINGS = "/settings/notifications";
    private static final int PER_PAGE = 50;

    private final Notifications notifications;
    private final NotificationChoices choices;

    NotificationPages(Notifications notifications, NotificationChoices choices) {
        this.notifications = notifications;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.READ_ONLY, this::list)
                .inPalette(45, "bell", "notifications.title")
                .getPart(ALL + "/bell", Role.READ_ONLY, NotificationPages::bell)
                .post(ALL + "/read", Role.READ_ONLY, this::readAll)
                .post(ALL + "/{id}/read", Role.READ_ONLY, this::read)
                .post(ALL + "/{id}/open", Role.READ_ONLY, this::open)
                .get(SETTINGS, Role.READ_ONLY, this::settings)
                .inSettings(12, "bell", "notifications.title")
                .post(SETTINGS, Role.READ_ONLY, this::choose);
    }

    private Reply list(Visit visit) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,2}"))
                .map(Long::parseLong)
                .orElse(1L);
        var found = notifications.list(visit.caller(), new Slice((number - 1) * PER_PAGE, PER_PAGE + 1));
        var shown = found.stream().limit(PER_PAGE).toList();
        var newest = number == 1 ? shown : notifications.list(visit.caller(), new Slice(0, 1));
        var shownAt = newest.isEmpty() ? "" : newest.getFirst().happenedAt().toString();
        return Reply.page(
                "notifications/list.jte", new NotificationList(shown, number, found.size() <= PER_PAGE, shownAt));
    }

    /** Nothing where it is as the page shows it. */
    private static Reply bell(Visit visit) {
        var isOld = visit.asked("was")
                        .orElse("")
                        .equals(Integer.toString(visit.visitor().unread()))
                && visit.asked("waiting")
                        .orElse("0")
                        .equals(Integer.toString(visit.visitor().waiting()));
        return isOld ? Reply.nothing() : Reply.page("notifications/bell-news.jte", visit.visitor());
    }

    private Reply readAll(Visit visit) {
        try {
            notifications.markAllRead(visit.caller(), Instant.parse(visit.field("shown_at")));
        } catch (DateTimeParseException e) {
            return Reply.redirect(ALL);
        }
        return Reply.redirect(ALL).saying("notifications.all-read");
    }

    private Reply read(Visit visit) {
        notifications.markRead(visit.caller(), visit.id(0));
        return Reply.redirect(ALL);
    }

    private Reply open(Visit visit) {
        return Reply.redirect(
                notifications.markRead(visit.caller(), visit.id(0)).path());
    }

    private Reply settings(Visit visit) {
        return Reply.page("notifications/settings.jte", new NotificationSettings(choices.own(visit.caller())));
    }

    private Reply choose(Visit visit) {
        var chosen = new EnumMap<NotificationKind, NotificationChoice>(NotificationKind.class);
        for (var kind : choices.own(visit.caller()).keySet()) {
            chosen.put(
                    kind,
                    NotificationChoice.of(
                            !visit.field("bell." + kind.word()).isEmpty(),
                            !visit.field("email." + kind.word()).isEmpty(),
                            visit.field("email." + kind.word()).equals("daily")));
        }
        choices.choose(visit.caller(), chosen);
        return Reply.redirect(SETTINGS).saying("settings.saved");
    }
}
