package leadhub.integrations.emailimap;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.emails.received.IncomingEmail;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.integrations.Integration;
import leadhub.integrations.emailimap.UnreadEmail.Why;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of messages what the ledger keeps of them. */
@Component
class MailItems {
    private final MailFiles files;

    MailItems(MailFiles files) {
        this.files = files;
    }

    /** @param email null for what can't be read */
    record Item(NewIntake intake, @Nullable IncomingEmail email) {}

    /** Of one that was fetched; its files are kept by then. In no transaction. */
    Item of(long workspaceId, Integration integration, long validity, ImapRead.Found found) {
        var spooled = found.mail();
        var mail = spooled == null ? null : MailReader.read(spooled);
        if (mail == null) {
            var why = found.size() == 0 ? Why.NOT_FETCHED : Why.UNREADABLE;
            return unread(integration, new UnreadEmail(why, validity, found.uid()));
        }
        var email = files.keep(workspaceId, mail);
        return new Item(intake(integration, email.key(), email, (int) found.size()), email);
    }

    /** Of one that can't be read. */
    Item unread(Integration integration, UnreadEmail unread) {
        return new Item(intake(integration, unread.key(), unread, 0), null);
    }

    private static NewIntake intake(Integration integration, String key, Object body, int size) {
        return new NewIntake(
                IntakeSource.EMAIL,
                integration.id(),
                key,
                new Actor(
                        Actor.Kind.INTEGRATION,
                        integration.id(),
                        integration.terms().name()),
                "application/json",
                Map.of(),
                Json.write(body).getBytes(StandardCharsets.UTF_8),
                size,
                false);
    }
}
