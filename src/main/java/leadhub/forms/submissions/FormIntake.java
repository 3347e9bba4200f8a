package leadhub.forms.submissions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.forms.DuplicatePolicy;
import leadhub.forms.Form;
import leadhub.forms.files.SentFile;
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

    /** What is attached and is going to be kept, as far as one can tell. */
    public Map<String, SentFile> filesToKeep(Caller sender, Form form, SentForm sent) {
        return submittedForms.filesToKeep(sender, form, sent);
    }

    /** Puts files where they lie, which may be slow: in no transaction, and no turn. */
    public StagedFiles stage(long workspaceId, Map<String, SentFile> files) {
        return submittedForms.stage(workspaceId, files);
    }

    /**
     * Writes down what was sent and takes it. The same page sent twice is one submission.
     *
     * @param wanted what is written down
     * @param staged what is attached
     */
    public Submission take(Caller sender, Form form, SentForm sent, NewIntake wanted, StagedFiles staged) {
        return ledger.take(sender, once(wanted, sent), received -> {
                    var submission = submittedForms.submit(sender, form.id(), sent, staged);
                    return new IntakeLedger.Done<>(outcome(submission), submission);
                })
                .or(() -> before(sender, form, sent.token()))
                .orElseThrow(Submissions::closed);
    }

    /** The same page counts once. */
    static NewIntake once(NewIntake wanted, SentForm sent) {
        return sent.token() == null ? wanted : wanted.withExternalId(PAGE + sent.token());
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

    /**
     * Makes the lead of what was only kept at first. Otherwise takes it once more, by the form as it is now: whoever replays it has looked
     * at it, so that no trap counts.
     */
    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        if (received.recordId() > 0) {
            var kept = submittedForms.makeLead(
                    caller,
                    received.sourceId(),
                    received.recordId(),
                    received.isAsNew() ? DuplicatePolicy.CREATE : null);
            if (kept.isPresent()) {
                return outcome(kept.get());
            }
            if (!received.isReplay()) {
                return IntakeOutcome.ignored(Refusal.of("submission.not_found"));
            }
        }
        var body = new Input(received.fields()).node();
        var policy = received.isAsNew() ? DuplicatePolicy.CREATE : DuplicatePolicy.FILL;
        var sent = SentForm.byProgram(body, List.of()).instead(policy);
        return outcome(submittedForms.submit(caller, received.sourceId(), sent, StagedFiles.none()));
    }
}
