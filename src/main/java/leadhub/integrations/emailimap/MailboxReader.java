package leadhub.integrations.emailimap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import org.springframework.stereotype.Component;

/**
 * Reads a mailbox and writes what is new into the ledger; in no transaction while it waits for the mail server.
 *
 * <p>A mailbox is read each minute. One that can't be is read again after 1, 2, 4 minutes and so on, at most an hour; one that refuses
 * the password after a quarter of an hour at least, for mail servers lock out who asks too often.
 */
@Component
class MailboxReader {
    static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(15);
    /** Of one turn; a round begins within the first minutes only, so that the lease outlasts it. */
    private static final int MOST_ROUNDS = 20;

    private static final Duration LAST_BEGIN = Duration.ofMinutes(2);

    private final MailboxClaims claims;
    private final Imap imap;
    private final Integrations integrations;
    private final IntegrationRefusals refusals;

    MailboxReader(MailboxClaims claims, Imap imap, Integrations integrations, IntegrationRefusals refusals) {
        this.claims = claims;
        this.imap = imap;
        this.integrations = integrations;
        this.refusals = refusals;
    }

    void read(long workspaceId, Mailbox mailbox) {
        var integration =
                integrations.find(workspaceId, mailbox.integrationId()).orElse(null);
        if (integration == null || integration.terms().isPaused()) {
            claims.release(workspaceId, mailbox, 0, LONGEST);
            return;
        }
        try {
            var isMore = readAll(workspaceId, mailbox, integration);
            if (claims.release(workspaceId, mailbox, 0, isMore ? Duration.ZERO : BETWEEN)
                    && integration.refusal() != null) {
                refusals.over(workspaceId, integration.id());
            }
        } catch (ImapFailure e) {
            if (claims.release(workspaceId, mailbox, mailbox.failures() + 1, pause(e, mailbox.failures()))) {
                refusals.refused(workspaceId, integration.id(), refusal(e));
            }
        }
    }

    /** Whether there is more. */
    private boolean readAll(long workspaceId, Mailbox mailbox, Integration integration) {
        var server = ImapServer.of(integration.terms().config());
        var begun = System.nanoTime();
        var place = mailbox.place();
        for (var round = 0; round < MOST_ROUNDS && System.nanoTime() - begun < LAST_BEGIN.toNanos(); round++) {
            var from = place;
            var read = imap.open(server, folder -> ImapRead.from(folder, from));
            var validity = read.place().validity();
            var messages = read.found().stream()
                    .map(found -> item(integration, validity == null ? 0 : validity, found))
                    .toList();
            if (!claims.accept(workspaceId, mailbox, read.place(), messages) || !read.isMore()) {
                return false;
            }
            place = read.place();
        }
        return true;
    }

    /** One that can't be read goes by its number. */
    private static NewIntake item(Integration integration, long validity, ImapRead.Found found) {
        var email = MailReader.read(found.mail());
        var body = email == null ? Map.of("unreadable", true, "uid", found.uid()) : email;
        return new NewIntake(
                IntakeSource.EMAIL,
                integration.id(),
                email == null ? "uid:" + validity + ":" + found.uid() : email.key(),
                new Actor(
                        Actor.Kind.INTEGRATION,
                        integration.id(),
                        integration.terms().name()),
                "application/json",
                Map.of(),
                Json.write(body).getBytes(StandardCharsets.UTF_8),
                found.mail().length,
                false);
    }

    private static Refusal refusal(ImapFailure failure) {
        return failure.step() == ImapFailure.Step.SIGN_IN
                ? Refusal.of("integration.mailbox_sign_in")
                : Refusal.of("integration.mailbox").with("error", failure.say());
    }

    private static Duration pause(ImapFailure failure, int failures) {
        var doubled = BETWEEN.multipliedBy(1L << Math.min(failures, 6));
        var pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return failure.step() == ImapFailure.Step.SIGN_IN && pause.compareTo(AFTER_REFUSAL) < 0 ? AFTER_REFUSAL : pause;
    }
}
