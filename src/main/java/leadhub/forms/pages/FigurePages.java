package leadhub.forms.pages;

import java.util.List;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.forms.Forms;
import leadhub.forms.partials.Partials;
import leadhub.forms.visits.Visits;
import leadhub.forms.watch.FormHealths;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** How a form does, and what visitors typed and didn't send. */
@Component
class FigurePages implements PageRoutes.Provider {
    private static final int DAYS = 30;
    private static final int PER_PAGE = 50;

    private final Forms forms;
    private final Visits visits;
    private final FormHealths healths;
    private final Partials partials;

    FigurePages(Forms forms, Visits visits, FormHealths healths, Partials partials) {
        this.forms = forms;
        this.visits = visits;
        this.healths = healths;
        this.partials = partials;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/forms/{id}/numbers", Role.MANAGER, this::figures)
                .get("/forms/{id}/partials", Role.MANAGER, this::typed)
                .post("/forms/{id}/partials/{partial}/delete", Role.MANAGER, this::forget);
    }

    private Reply figures(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        return Reply.page(
                "forms/numbers.jte",
                new FigureScreen(
                        form,
                        visits.figures(visit.caller(), form.id(), DAYS),
                        healths.of(visit.caller(), form).orElse(null),
                        DAYS));
    }

    private Reply typed(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Long::parseLong)
                .orElse(1L);
        var page = partials.list(visit.caller(), form.id(), Slice.ofPage(number, PER_PAGE));
        return Reply.page(
                "forms/partials.jte",
                new PartialList(form, List.copyOf(page.items()), number, page.total() > number * PER_PAGE));
    }

    private Reply forget(Visit visit) {
        partials.delete(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect("/forms/" + visit.id(0) + "/partials").saying("forms.partial-deleted");
    }
}
