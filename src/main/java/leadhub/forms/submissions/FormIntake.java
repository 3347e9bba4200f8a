package leadhub.forms.submissions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.files.StagedFiles;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Forms as a source: what is sent is written down before it is answered, and can be replayed. */
@Component
public class FormIntake implements IntakeHandler {
    private static final String PAGE = "page:";

    private final IntakeLedger ledger;
    private final SubmittedForms submittedForms;
    private final Submissions submissions;

    FormIntake(IntakeLedger ledger, SubmittedForms submittedForms, Submissions submissions) {
        this.ledger = ledger;
        this.submittedForms = submittedForms;
        this.submissions = submissions;
    }

    /**
     * Writes down what was sent and takes it. The same page sent twice is one submission.
     *
     * @param wanted what is written down
     */
    public Submission take(Caller sender, Form form, SentForm sent, NewIntake wanted) {
        try (var staged = stage(sender, form, sent)) {
            return take(sender, form, sent, wanted, staged);
        }
    }

    /** Puts what is attached on the disk, in no transaction, for {@link #take(Caller, Form, SentForm, NewIntake, StagedFiles)}. */
    StagedFiles stage(Caller sender, Form form, SentForm sent) {
        return submittedForms.stage(sender, form, sent);
    }

    /** The same of what is on the disk already. */
    Submission take(Caller sender, Form form, SentForm sent, NewIntake wanted, StagedFiles staged) {
        var token = sent.token();
        var once = token == null ? wanted : wanted.withExternalId(PAGE + token);
        return ledger.take(sender, once, received -> {
                    var submission = submittedForms.submit(sender, form.id(), sent, staged);
                    return new IntakeLedger.Done<>(outcome(submission), submission);
                })
                .or(() -> before(sender, form, token))
                .orElseThrow(Submissions::closed);
    }

    /** Only writes it down, as spam; as {@link #leave} says. */
    public Submission keepApart(Caller sender, Form form, SentForm sent, NewIntake received) {
        ledger.keep(sender.workspaceId(), received, IntakeOutcome.spam(Refusal.of("form.spam")));
        return leave(form, sent);
    }

    /** Keeps nothing; what it would have been otherwise, so that it can be answered alike. */
    public Submission leave(Form form, SentForm sent) {
        var suspicion = sent.suspicion();
        return new Submission(
                0,
                form.id(),
                form.version(),
                SubmissionStatus.SPAM,
                suspicion == null ? null : suspicion.word(),
                null,
                false,
                sent.body().objectNode(),
                sent.body().objectNode(),
                sent.evidence(),
                form.createdAt());
    }

    private Optional<Submission> before(Caller sender, Form form, @org.jspecify.annotations.Nullable String token) {
        return token == null ? Optional.empty() : submissions.ofToken(sender.workspaceId(), form, token);
    }

    private static IntakeOutcome outcome(Submission submission) {
        return switch (submission.status()) {
            case ACCEPTED -> {
                long leadId = Objects.requireNonNull(submission.leadId());
                yield submission.isDuplicate() ? IntakeOutcome.added(leadId) : IntakeOutcome.made(leadId);
            }
            case PENDING -> IntakeOutcome.processed();
            case SPAM -> IntakeOutcome.spam(Refusal.of("form.spam"));
        };
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.FORM;
    }

    /** Once more, by the form as it is now: whoever replays it has looked at it, so that no trap counts. */
    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var body = new Input(received.fields()).node();
        var policy = received.isAsNew() ? DuplicatePolicy.CREATE : DuplicatePolicy.FILL;
        var sent = SentForm.byProgram(body, List.of()).instead(policy);
        return outcome(submittedForms.submit(caller, received.sourceId(), sent, StagedFiles.none()));
    }
}
