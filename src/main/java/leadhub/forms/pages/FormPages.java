package leadhub.forms.pages;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.forms.Form;
import leadhub.forms.FormReader;
import leadhub.forms.Forms;
import leadhub.forms.files.KeptFile;
import leadhub.forms.submissions.SubmissionStatus;
import leadhub.forms.submissions.Submissions;
import leadhub.forms.watch.FormHealths;
import leadhub.panel.FormErrors;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Forms: all of them, and what was sent by one. */
@Component
class FormPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final Forms forms;
    private final Submissions submissions;
    private final FormReader reader;
    private final FormHealths healths;

    FormPages(Forms forms, Submissions submissions, FormReader reader, FormHealths healths) {
        this.healths = healths;
        this.forms = forms;
        this.submissions = submissions;
        this.reader = reader;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/forms", Role.MANAGER, visit -> list(visit, FormErrors.NONE))
                .inMenu(50, "forms", "forms.title")
                .post("/forms", Role.MANAGER, this::create)
                .post("/forms/{id}/rotate", Role.MANAGER, this::rotate)
                .post("/forms/{id}/delete", Role.MANAGER, this::delete)
                .get("/forms/{id}/submissions", Role.MANAGER, this::sent)
                .get("/forms/{id}/submissions/{submission}/files/{key}", Role.AGENT, this::file)
                .post("/forms/{id}/submissions/{submission}/accept", Role.MANAGER, this::accept)
                .post("/forms/{id}/submissions/{submission}/delete", Role.MANAGER, this::forget);
    }

    private Reply list(Visit visit, FormErrors mistake) {
        var troubles = healths.inNeed(visit.caller()).stream()
                .collect(Collectors.toMap(one -> one.form().id(), Function.identity()));
        var all =
                new FormList(forms.list(visit.caller(), new Slice(0, Form.MOST)).items(), troubles, mistake);
        return mistake.isNone() ? Reply.page("forms/list.jte", all) : Reply.refused("forms/list.jte", all);
    }

    private Reply create(Visit visit) {
        var made = new Form[1];
        var body = Json.MAPPER.createObjectNode().put("name", visit.field("name"));
        var mistake = FormErrors.of(
                "new",
                visit.form(),
                () -> made[0] =
                        forms.create(visit.caller(), reader.create(visit.caller(), new Input(body)), visit.origin()));
        return mistake.isNone() ? Reply.redirect("/forms/" + made[0].id()) : list(visit, mistake);
    }

    private Reply rotate(Visit visit) {
        var form = forms.rotate(visit.caller(), visit.id(0));
        return Reply.redirect("/forms/" + form.id()).saying("forms.rotated");
    }

    private Reply delete(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        return InUse.ask(visit, "/forms/" + form.id(), () -> {
            forms.delete(visit.caller(), form.id(), InUse.isForced(visit));
            return Reply.redirect("/forms").saying("forms.deleted", form.name());
        });
    }

    private Reply sent(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        var status = visit.asked("status").flatMap(SubmissionStatus::ofWord).orElse(null);
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Long::parseLong)
                .orElse(1L);
        var page = submissions.list(visit.caller(), form.id(), status, Slice.ofPage(number, PER_PAGE));
        return Reply.page(
                "forms/submissions.jte",
                new SubmissionList(form, List.copyOf(page.items()), status, number, page.total() > number * PER_PAGE));
    }

    private Reply file(Visit visit) {
        var file = submissions.file(
                visit.caller(), visit.id(0), visit.id(1), visit.call().text(2));
        return new Reply.WithHeaders(file.headers(), new Reply.Streamed(file.name(), KeptFile.TYPE, file.body()));
    }

    private Reply accept(Visit visit) {
        submissions.accept(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect("/forms/" + visit.id(0) + "/submissions").saying("forms.accepted");
    }

    private Reply forget(Visit visit) {
        submissions.delete(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect("/forms/" + visit.id(0) + "/submissions").saying("forms.submission-deleted");
    }
}
