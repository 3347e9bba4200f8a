package leadhub.demo;

import leadhub.base.Caller;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stages;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** The company of the demo: its users and its stages. */
@Component
class Company {
    private final Users users;
    private final Pipelines pipelines;
    private final Stages stages;

    Company(Users users, Pipelines pipelines, Stages stages) {
        this.users = users;
        this.pipelines = pipelines;
        this.stages = stages;
    }

    Team team(Caller caller) {
        return Team.of(caller, users);
    }

    DemoStages stages(Caller caller) {
        return DemoStages.of(caller, pipelines, stages);
    }
}
