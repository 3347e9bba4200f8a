package leadhub.integrations.mailgun;

import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.emails.sending.EmailReports;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.HookWork;
import leadhub.integrations.Integration;
import leadhub.web.intake.KeptBody;
import org.springframework.stereotype.Component;

/** Writes down on emails what Mailgun tells of them. */
@Component
final class MailgunWork implements HookWork {
    private final EmailReports reports;

    MailgunWork(EmailReports reports) {
        this.reports = reports;
    }

    @Override
    public String type() {
        return Mailgun.KEY;
    }

    @Override
    public IntakeOutcome take(Caller caller, ReceivedIntake received, Integration integration) {
        var event = KeptBody.parse("application/json", received.body()).path("event-data");
        var report = MailgunEvent.read(event, integration.terms().config().isOn(Mailgun.TRACK_OPENS));
        if (report.isEmpty()) {
            return IntakeOutcome.ignored(Refusal.of("email.report_unwanted"));
        }
        return reports.take(caller, report.get())
                .map(IntakeOutcome::added)
                .orElseGet(() -> IntakeOutcome.ignored(Refusal.of("email.report")));
    }
}
