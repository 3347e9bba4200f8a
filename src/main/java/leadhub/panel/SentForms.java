package leadhub.panel;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.panel.PageRoutes.PageRoute;
import org.springframework.stereotype.Component;

/**
 * Has a form that makes something make it once, however often it is sent: by a double click, by going back, or again
 * because the answer got lost. Such a form bears a token ({@link Page#once}); one that was refused may come again.
 */
@Component
final class SentForms {
    /** The field of a form with its token. */
    static final String FIELD = "_once";

    /** Behind a path, before the message that is shown there. */
    private static final String MESSAGE = "\n";

    /** How long a form is known. */
    private static final Duration KNOWN = Duration.ofHours(24);

    private final SentFormSql sql;
    private final Clock clock;

    SentForms(SentFormSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The same route, taken once for each form with a token. */
    PageRoute guarded(PageRoute route) {
        return route.method().equals("POST") && route.least() != null
                ? new PageRoute(
                        route.method(),
                        route.template(),
                        route.least(),
                        route.isPart(),
                        route.proof(),
                        route.files(),
                        visit -> once(visit, route.screen()))
                : route;
    }

    private Reply once(Visit visit, PageHandler screen) {
        var token = token(visit).orElse(null);
        if (token == null) {
            return screen.show(visit);
        }
        var caller = visit.caller();
        var now = Times.now(clock);
        if (!sql.take(caller, token, now, now.minus(KNOWN))) {
            return sql.ledTo(caller, token).map(path -> again(visit, path)).orElseThrow(SentForms::running);
        }
        return first(visit, screen, caller, token);
    }

    private Reply first(Visit visit, PageHandler screen, Caller caller, UUID token) {
        var commits = RetryOnConflict.commits();
        try {
            var reply = screen.show(visit);
            if (isRefused(reply)) {
                sql.giveBack(caller, token);
            } else {
                sql.answered(caller, token, path(reply));
            }
            return reply;
        } catch (ProblemException e) {
            giveBack(caller, token, e);
            throw e;
        } catch (RuntimeException e) {
            // What was committed before it failed stays, and must not be made again.
            if (RetryOnConflict.commits() == commits) {
                giveBack(caller, token, e);
            }
            throw e;
        }
    }

    /** If the database is away, it isn't sure that nothing was made, and the token stays taken. */
    private void giveBack(Caller caller, UUID token, RuntimeException failure) {
        try {
            sql.giveBack(caller, token);
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    private static Optional<UUID> token(Visit visit) {
        try {
            return Optional.of(visit.field(FIELD))
                    .filter(text -> !text.isEmpty())
                    .map(UUID::fromString)
                    .map(token -> at(token, visit.call().path()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One form may ask for different things: to be tried out, and to be made. */
    private static UUID at(UUID token, String path) {
        return UUID.nameUUIDFromBytes((token + path).getBytes(StandardCharsets.UTF_8));
    }

    /** To where the first answer led; where that was the same page, it is to show what there is now. */
    private static Reply again(Visit visit, String ledTo) {
        if (!ledTo.isEmpty()) {
            var lines = ledTo.split(MESSAGE);
            return lines.length == 1
                    ? Reply.redirect(ledTo)
                    : Reply.redirect(lines[0]).saying(lines[1]);
        }
        return visit.isPart()
                ? Reply.nothing().with("HX-Refresh", "true")
                : Reply.redirect(visit.call().path()).saying("form.made-already");
    }

    private static boolean isRefused(Reply reply) {
        return switch (reply) {
            case Reply.Html html -> html.status() >= 400;
            case Reply.WithHeaders(var headers, var inner) -> isRefused(inner);
            case Reply.WithCookie(var cookie, var inner) -> isRefused(inner);
            case Reply.Saying saying -> isRefused(saying.reply());
            case Reply.Once once -> isRefused(once.reply());
            case Reply.Redirect other -> false;
            case Reply.Refresh other -> false;
            case Reply.Download other -> false;
            case Reply.Streamed other -> false;
            case Reply.Events other -> false;
            case Reply.Nothing other -> false;
        };
    }

    private static String path(Reply reply) {
        return switch (reply) {
            case Reply.Redirect(var path) -> path;
            case Reply.WithHeaders(var headers, var inner) -> path(inner);
            case Reply.WithCookie(var cookie, var inner) -> path(inner);
            case Reply.Saying saying -> path(saying.reply());
            case Reply.Once(var path, var message, var inner) -> path + MESSAGE + message;
            case Reply.Html other -> "";
            case Reply.Refresh other -> "";
            case Reply.Download other -> "";
            case Reply.Streamed other -> "";
            case Reply.Events other -> "";
            case Reply.Nothing other -> "";
        };
    }

    private static ProblemException running() {
        return new Problem.Conflict(Refusal.of("form.sent_already")).exception();
    }
}
