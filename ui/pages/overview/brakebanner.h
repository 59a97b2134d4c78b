// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace keel {

/// What the brake holds, one plan at a time: what would go, who caused it, and a button for each thing that can be done
/// about it, named by its effect. Hidden while nothing is held.
class BrakeBanner : public QFrame
{
    Q_OBJECT

public:
    explicit BrakeBanner(const PageContext& context, QWidget* parent = nullptr);

    void showHeld(const ServiceSnapshot& snapshot, const std::optional<LinkName>& scope);

signals:
    /// The person wants to see for themselves before they decide.
    void lookAsked(const keel::LinkName& link);

private:
    struct Shown
    {
        BrakePlan plan;
        bool production = false; ///< one of the sides is
    };
    void setPlan(const Shown& shown, qsizetype others, const QTimeZone& zone, const QDateTime& now);
    void ask(BrakeDecision decision);
    void decide(BrakeDecision decision);
    void setAsking(std::optional<BrakeDecision> decision);
    void pauseAndLook();
    void showPermits();
    void finish(const CommandOutcome& outcome);
    [[nodiscard]] QPushButton* makeButton(const char* name, const char* role);

    PageContext m_context;
    QLabel* m_title;
    QLabel* m_remark;
    QLabel* m_samples;
    QLabel* m_question;
    QPushButton* m_restore;
    QPushButton* m_delete;
    QPushButton* m_leave;
    QPushButton* m_look;
    QPushButton* m_yes;
    QPushButton* m_no;
    std::optional<Shown> m_shown;
    std::optional<BrakeDecision> m_asking; ///< waits for the second word that production asks for
    std::optional<quint64> m_request;
    quint64 m_next = 1ULL << 48; ///< other parts of the window number their requests from low on
};

} // namespace keel
