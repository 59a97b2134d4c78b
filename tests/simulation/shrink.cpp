// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulation.h"

#include <algorithm>

namespace keel::sim {

namespace {

class Shrinker
{
public:
    Shrinker(Plan plan, const PlantedBugs& bugs, QString check, std::chrono::seconds atMost)
        : m_plan(std::move(plan)), m_bugs(bugs), m_check(std::move(check)),
          m_end(std::chrono::steady_clock::now() + atMost)
    {}

    Plan shrink()
    {
        std::size_t before = 0;
        do {
            before = size();
            without(&Plan::actions);
            for (std::size_t i = 0; i < m_plan.actions.size(); ++i)
                withoutInterrupts(i);
            without(&Plan::initial);
        } while (size() < before && !isOver());
        return std::move(m_plan);
    }

private:
    [[nodiscard]] bool isOver() const { return std::chrono::steady_clock::now() > m_end; }
    [[nodiscard]] bool stillFails(const Plan& plan) const
    {
        const Outcome outcome = run(plan, m_bugs, false);
        return outcome.failure && outcome.failure->check == m_check;
    }
    [[nodiscard]] std::size_t size() const
    {
        std::size_t total = m_plan.actions.size() + m_plan.initial.size();
        for (const Action& action : m_plan.actions)
            total += action.interrupts.size();
        return total;
    }

    /// Leaves out runs of elements, long ones first, from the end (what comes last matters least to the rest).
    template <class T>
    void without(std::vector<T> Plan::*list)
    {
        for (std::size_t length = std::max<std::size_t>((m_plan.*list).size() / 2, 1);; length /= 2) {
            for (std::size_t end = (m_plan.*list).size(); end > 0 && !isOver();) {
                const std::size_t begin = end > length ? end - length : 0;
                Plan smaller = m_plan;
                auto& elements = smaller.*list;
                elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(begin),
                               elements.begin() + static_cast<std::ptrdiff_t>(end));
                if (stillFails(smaller))
                    m_plan = std::move(smaller);
                end = begin;
            }
            if (length <= 1)
                return;
        }
    }

    void withoutInterrupts(std::size_t action)
    {
        for (std::size_t i = m_plan.actions[action].interrupts.size(); i > 0 && !isOver(); --i) {
            Plan smaller = m_plan;
            auto& interrupts = smaller.actions[action].interrupts;
            interrupts.erase(interrupts.begin() + static_cast<std::ptrdiff_t>(i - 1));
            if (stillFails(smaller))
                m_plan = std::move(smaller);
        }
    }

    Plan m_plan;
    PlantedBugs m_bugs;
    QString m_check;
    std::chrono::steady_clock::time_point m_end;
};

} // namespace

Plan shrink(const Plan& plan, const PlantedBugs& bugs, const QString& check, std::chrono::seconds atMost)
{
    return Shrinker(plan, bugs, check, atMost).shrink();
}

QString report(const Plan& plan, const PlantedBugs& bugs, const Findings::Failure& failure,
               std::chrono::seconds shrinkFor)
{
    const Plan smallest = shrink(plan, bugs, failure.check, shrinkFor);
    const Outcome again = run(smallest, bugs, true);
    const QString detail = again.failure ? again.failure->detail : failure.detail;
    return QStringLiteral("seed %1 failed in \"%2\": %3\n\nWhat is left of it:\n%4\n\nEvent log:\n%5\n\nRun it alone: "
                          "EVENKEEL_SEED=%1 EVENKEEL_SEEDS=1")
        .arg(plan.seed)
        .arg(failure.check, detail, toText(smallest), again.log.join(QLatin1Char('\n')));
}

} // namespace keel::sim
