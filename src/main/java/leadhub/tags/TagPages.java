package leadhub.tags;

import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.panel.FormErrors;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Colors;
import org.springframework.stereotype.Component;

/** Settings → Tags. Each tag has its own form, which saves as soon as a field changes. */
@Component
class TagPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 100;

    private final Tags tags;
    private final TaggedLeads leads;

    TagPages(Tags tags, TaggedLeads leads) {
        this.tags = tags;
        this.leads = leads;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/tags", Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(80, "settings", "settings.tags")
                .post("/settings/tags", Role.MANAGER, this::create)
                .post("/settings/tags/{id}", Role.MANAGER, this::change)
                .post("/settings/tags/{id}/delete", Role.MANAGER, this::delete);
    }

    private Reply create(Visit visit) {
        var name = visit.form().solidText("name", Tag.MOST_CHARACTERS);
        var color = Colors.read(visit.form(), "color");
        visit.form().require("name");
        var mistake = FormErrors.of(
                "new",
                visit.form(),
                () -> tags.create(visit.caller(), new NewTag(name.over(""), color.over(Colors.USUAL))));
        return done(visit, mistake, "tags.created", name.over(""));
    }

    private Reply change(Visit visit) {
        var tag = tags.get(visit.caller(), visit.id(0));
        var change =
                new TagChange(visit.form().solidText("name", Tag.MOST_CHARACTERS), Colors.read(visit.form(), "color"));
        var mistake =
                FormErrors.of(TagList.form(tag), visit.form(), () -> tags.change(visit.caller(), tag.id(), change));
        return done(visit, mistake, "settings.saved");
    }

    private Reply delete(Visit visit) {
        var tag = tags.get(visit.caller(), visit.id(0));
        return InUse.ask(visit, "/settings/tags", () -> {
            tags.delete(visit.caller(), tag.id(), InUse.isForced(visit));
            return done(visit, FormErrors.NONE, "tags.deleted", tag.name());
        });
    }

    private Reply done(Visit visit, FormErrors mistake, String message, Object... values) {
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying(message, values) : reply;
        }
        return Reply.redirect("/settings/tags?page=" + number(visit)).saying(message, values);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var page = tags.byName(visit.caller(), Slice.ofPage(number(visit), PER_PAGE));
        var ids = page.items().stream().map(Tag::id).toList();
        var list = new TagList(page, leads.countByTag(visit.caller(), ids), number(visit), PER_PAGE, mistake);
        var template = visit.isPart() ? "tags/rows.jte" : "tags/list.jte";
        return mistake.isNone() ? Reply.page(template, list) : Reply.refused(template, list);
    }

    private static long number(Visit visit) {
        return visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::valueOf)
                .orElse(1L);
    }
}
