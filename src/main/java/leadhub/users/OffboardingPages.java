package leadhub.users;

import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Team: removing or suspending somebody, with what they leave behind. */
@Component
class OffboardingPages implements PageRoutes.Provider {
    private final Offboarding offboarding;
    private final TeamPages team;

    OffboardingPages(Offboarding offboarding, TeamPages team) {
        this.offboarding = offboarding;
        this.team = team;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven("/settings/team/{id}/remove", Role.ADMIN, visit -> form(visit, true))
                .postProven("/settings/team/{id}/remove", Role.ADMIN, this::remove)
                .getProven("/settings/team/{id}/suspend", Role.ADMIN, visit -> form(visit, false))
                .postProven("/settings/team/{id}/suspend", Role.ADMIN, this::suspend);
    }

    private Reply form(Visit visit, boolean isRemoval) {
        var left = offboarding.look(visit.caller(), visit.id(0));
        return Reply.page("users/offboarding.jte", new OffboardingScreen(left, isRemoval));
    }

    private Reply remove(Visit visit) {
        var name = team.user(visit).name();
        var to = handOver(visit);
        var done = Reply.redirect(to == null ? "/settings/team" : "/settings/team?leads=handed-over");
        return InUse.ask(
                visit,
                "/settings/team",
                () -> kindly(
                        visit,
                        () -> offboarding.remove(
                                visit.caller(),
                                visit.id(0),
                                new Offboarding.How(revokesKeys(visit), InUse.isForced(visit)),
                                to),
                        done.saying("team.removed", name)));
    }

    private Reply suspend(Visit visit) {
        var name = team.user(visit).name();
        return kindly(
                visit,
                () -> offboarding.suspend(visit.caller(), visit.id(0), revokesKeys(visit)),
                Reply.redirect("/settings/team").saying("team.changed", name));
    }

    private Reply kindly(Visit visit, Runnable verb, Reply done) {
        try {
            verb.run();
            return done;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict(var why) && !why.key().equals("record.in_use")) {
                return team.refused(visit);
            }
            throw e;
        }
    }

    private static boolean revokesKeys(Visit visit) {
        return visit.field("keys").equals("revoke");
    }

    private static @Nullable HandOver handOver(Visit visit) {
        return switch (visit.field("leads")) {
            case "" -> null;
            case "nobody" -> new HandOver.Nobody();
            case "round_robin" -> new HandOver.RoundRobin();
            case String id when id.matches("[0-9]{1,18}") -> new HandOver.To(Long.parseLong(id));
            default -> throw Problem.invalid("leads", Refusal.of("in")).exception();
        };
    }
}
