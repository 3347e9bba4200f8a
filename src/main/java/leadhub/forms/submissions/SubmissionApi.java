package leadhub.forms.submissions;

import java.math.BigDecimal;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.files.FormFiles;
import leadhub.forms.files.StagedFiles;
import leadhub.forms.visits.FormFigures;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.web.Turns;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was sent by forms, in the LeadHub dialect. */
@Component
class SubmissionApi implements Routes.Provider {
    private static final String ALL = "/api/v1/forms/{id}/submissions";
    private static final String ONE = ALL + "/{submission}";

    private final Submissions submissions;
    private final FormIntake intake;
    private final Forms forms;

    SubmissionApi(Submissions submissions, FormIntake intake, Forms forms) {
        this.submissions = submissions;
        this.intake = intake;
        this.forms = forms;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        PreparedEndpoint submit = this::stage;
        routes.postFiles(ALL, Scope.WRITE_FORMS, FormFiles.LIMITS, submit)
                .get(ALL, Scope.READ_FORMS, this::list)
                .get(ONE, Scope.READ_FORMS, this::show)
                .patch(ONE, Scope.WRITE_FORMS, this::change, this::current)
                .delete(ONE, Scope.WRITE_FORMS, this::delete, this::current)
                .get(ONE + "/files/{key}", Scope.READ_FORMS, this::file)
                .get("/api/v1/forms/{id}/stats", Scope.READ_FORMS, this::stats);
    }

    private PreparedEndpoint.Prepared stage(Exchange exchange) {
        var form = forms.get(exchange.caller(), exchange.id(0));
        var sent = SentForm.byProgram(
                new Input(exchange.body()).node(), exchange.sent().files());
        var files = intake.filesToKeep(exchange.caller(), form, sent);
        var staged = files.isEmpty()
                ? StagedFiles.none()
                : Turns.outside(() -> intake.stage(exchange.caller().workspaceId(), files), StagedFiles::close);
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                return submit(exchange, form, sent, staged);
            }

            @Override
            public void close() {
                staged.close();
            }
        };
    }

    private Answer submit(Exchange exchange, Form form, SentForm sent, StagedFiles staged) {
        var wanted =
                NewIntake.of(IntakeSource.FORM, form.id(), exchange.caller().actor(), exchange.sent());
        var submission = intake.take(exchange.caller(), form, sent, wanted, staged);
        var path = exchange.origin() + "/api/v1/forms/" + form.id() + "/submissions/" + submission.id();
        return Answer.created(path, new Envelope.One<>(SubmissionView.of(submission)));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var status = status(query);
        forms.get(exchange.caller(), exchange.id(0));
        query.errors().check();
        var page = submissions.list(exchange.caller(), exchange.id(0), status, paging.slice());
        return Envelope.page(exchange, paging, page.map(SubmissionView::of));
    }

    private static @Nullable SubmissionStatus status(QueryInput query) {
        var word = query.text("status");
        if (word == null) {
            return null;
        }
        var status = SubmissionStatus.ofWord(word);
        if (status.isEmpty()) {
            query.reject("status", Refusal.of("in"));
        }
        return status.orElse(null);
    }

    private Answer show(Exchange exchange) {
        return one(submissions.get(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    private Answer current(Exchange exchange) {
        return one(submissions.lock(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    /** There is one word that anybody may write. */
    private Answer change(Exchange exchange) {
        submissions.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var input = new Input(exchange.body());
        var status = input.text("status", 50).over(null);
        input.require("status");
        if (status != null && !status.equals(SubmissionStatus.ACCEPTED.word())) {
            input.reject("status", Refusal.of("in"));
        }
        input.errors().check();
        return one(submissions.accept(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    private Answer delete(Exchange exchange) {
        submissions.delete(exchange.caller(), exchange.id(0), exchange.id(1));
        return Answer.noContent();
    }

    private Answer file(Exchange exchange) {
        var file = submissions.file(exchange.caller(), exchange.id(0), exchange.id(1), exchange.text(2));
        return new Answer(200, file.headers(), file.body());
    }

    private Answer stats(Exchange exchange) {
        var counts = forms.get(exchange.caller(), exchange.id(0)).counts();
        return Answer.ok(new Envelope.One<>(new Stats(
                counts.views(),
                counts.starts(),
                counts.submissions(),
                counts.pending(),
                counts.spam(),
                FormFigures.conversion(counts.submissions(), counts.views()))));
    }

    record Stats(long views, long starts, long submissions, long pending, long spam, BigDecimal conversion) {}

    private static Answer one(Submission submission) {
        return Answer.ok(new Envelope.One<>(SubmissionView.of(submission)));
    }
}
