package leadhub.integrations.emailimap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import leadhub.integrations.emailimap.UnreadEmail.Why;
import leadhub.web.intake.UploadDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads a mailbox and writes what is new into the ledger; in no transaction while it waits for the mail server.
 *
 * <p>A mailbox is read each minute. One that can't be is read again after 1, 2, 4 minutes and so on, at most an hour; one that refuses
 * the password, or for which there are no access tokens any more, after a quarter of an hour at least, for mail servers lock out who asks too often. A message at which that breaks off five
 * times in a row is passed over: a row in the ledger says so, and its replay fetches it once more.
 */
@Component
class MailboxReader {
    private static final Logger log = LoggerFactory.getLogger(MailboxReader.class);

    static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(15);
    /** Of one turn; a round begins within the first minutes only, so that the lease outlasts it. */
    private static final int MOST_ROUNDS = 20;

    private static final Duration LAST_BEGIN = Duration.ofMinutes(2);

    private final MailboxClaims claims;
    private final Imap imap;
    private final UploadDisk disk;
    private final Integrations integrations;
    private final IntegrationRefusals refusals;
    private final MailItems items;
    private final MailboxListeners listeners;

    /** Which mailboxes there are, and where it is said that one can't be read. */
    @Component
    record Known(Integrations integrations, IntegrationRefusals refusals) {}

    /** Where messages are, and where they lie while they are read. */
    @Component
    record Places(Imap imap, UploadDisk disk) {}

    MailboxReader(MailboxClaims claims, Places places, Known known, MailItems items, MailboxListeners listeners) {
        this.claims = claims;
        this.imap = places.imap();
        this.disk = places.disk();
        this.integrations = known.integrations();
        this.refusals = known.refusals();
        this.items = items;
        this.listeners = listeners;
    }

    /** @param isMore whether there is more to read @param hasIdle whether its server says when something comes */
    private record Done(boolean isMore, boolean hasIdle) {}

    void read(long workspaceId, Mailbox mailbox) {
        var integration =
                integrations.find(workspaceId, mailbox.integrationId()).orElse(null);
        if (integration == null || integration.terms().isPaused()) {
            claims.release(workspaceId, mailbox, 0, LONGEST);
            return;
        }
        var reading = new AtomicLong();
        try {
            var done = readAll(workspaceId, mailbox, integration, reading);
            var isMine = claims.release(workspaceId, mailbox, 0, done.isMore() ? Duration.ZERO : BETWEEN);
            if (isMine && integration.refusal() != null) {
                refusals.over(workspaceId, integration.id());
            }
            if (isMine && done.hasIdle()) {
                listeners.listen(workspaceId, integration.id(), ImapServer.of(integration));
            }
        } catch (ImapFailure e) {
            if (e.isBusy()) {
                claims.release(workspaceId, mailbox, mailbox.failures(), BETWEEN, reading.get());
                return;
            }
            var pause = pause(e, mailbox.failures());
            if (claims.release(workspaceId, mailbox, mailbox.failures() + 1, pause, reading.get())) {
                refusals.refused(workspaceId, integration.id(), refusal(e));
            }
        } catch (ProblemException e) {
            // The disk or the store of files is full or away, which is no fault of the message.
            failed(workspaceId, mailbox, e, 0);
        } catch (RuntimeException e) {
            failed(workspaceId, mailbox, e, reading.get());
        }
    }

    /** Whatever goes wrong, it is tried again, later each time, and people are told. */
    private void failed(long workspaceId, Mailbox mailbox, RuntimeException why, long badUid) {
        log.warn("The mailbox of integration {} can't be read.", mailbox.integrationId(), why);
        var failure = ImapFailure.inside(why);
        var pause = pause(failure, mailbox.failures());
        if (claims.release(workspaceId, mailbox, mailbox.failures() + 1, pause, badUid)) {
            refusals.refused(workspaceId, mailbox.integrationId(), refusal(failure));
        }
    }

    private Done readAll(long workspaceId, Mailbox mailbox, Integration integration, AtomicLong reading) {
        var server = ImapServer.of(integration);
        var begun = System.nanoTime();
        var place = mailbox.place();
        var hasIdle = new AtomicBoolean();
        fetchAgain(workspaceId, mailbox, integration, begun);
        for (var round = 0; round < MOST_ROUNDS && mayBegin(begun); round++) {
            var from = place;
            reading.set(0);
            try (var files = disk.files()) {
                var read = imap.open(server, folder -> {
                    hasIdle.set(Listening.hasIdle(folder));
                    return ImapRead.from(folder, from, mailbox.bad(), new ImapRead.Reading(files, reading::set));
                });
                reading.set(0);
                var messages = items(workspaceId, integration, read, reading);
                if (!claims.accept(workspaceId, mailbox, read.place(), messages) || !read.isMore()) {
                    return new Done(false, hasIdle.get());
                }
                place = read.place();
            }
        }
        return new Done(true, hasIdle.get());
    }

    private List<MailItems.Item> items(
            long workspaceId, Integration integration, ImapRead.Read read, AtomicLong reading) {
        var validity = read.place().validity();
        var messages = new ArrayList<MailItems.Item>();
        for (var found : read.found()) {
            reading.set(found.uid());
            messages.add(items.of(workspaceId, integration, validity == null ? 0 : validity, found));
        }
        reading.set(0);
        return messages;
    }

    private static boolean mayBegin(long begun) {
        return System.nanoTime() - begun < LAST_BEGIN.toNanos();
    }

    /** What people want once more, each by a connection of its own, for it may break this one too. */
    private void fetchAgain(long workspaceId, Mailbox mailbox, Integration integration, long begun) {
        var validity = mailbox.place().validity();
        if (validity == null) {
            return;
        }
        for (var uid : mailbox.again()) {
            if (!mayBegin(begun)
                    || !claims.acceptAgain(
                            workspaceId, mailbox, uid, fetched(workspaceId, integration, validity, uid))) {
                return;
            }
        }
    }

    private MailItems.Item fetched(long workspaceId, Integration integration, long validity, long uid) {
        var server = ImapServer.of(integration);
        try (var files = disk.files()) {
            var found = imap.open(server, folder -> Optional.ofNullable(ImapRead.one(folder, validity, uid, files)));
            return found.map(one -> items.of(workspaceId, integration, validity, one))
                    .orElseGet(() -> items.unread(integration, new UnreadEmail(Why.GONE, validity, uid)));
        } catch (ImapFailure e) {
            if (e.step() != ImapFailure.Step.READ) {
                throw e;
            }
            return items.unread(integration, new UnreadEmail(Why.NOT_FETCHED, validity, uid));
        }
    }

    private static Refusal refusal(ImapFailure failure) {
        return switch (failure.step()) {
            case SIGN_IN -> Refusal.of("integration.mailbox_sign_in");
            case TOKEN ->
                failure.isRefusal()
                        ? Refusal.of("integration.oauth").with("error", failure.say())
                        : Refusal.of("integration.provider").with("error", failure.say());
            case RESOLVE, CONNECT, FOLDER, READ ->
                Refusal.of("integration.mailbox").with("error", failure.say());
        };
    }

    private static Duration pause(ImapFailure failure, int failures) {
        var doubled = BETWEEN.multipliedBy(1L << Math.min(failures, 6));
        var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return failure.isRefusal() && pause.compareTo(AFTER_REFUSAL) < 0 ? AFTER_REFUSAL : pause;
    }
}
