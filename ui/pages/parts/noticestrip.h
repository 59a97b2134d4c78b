// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace keel {

/// A tinted line at the head of a page: what went wrong or what is under way, with one button. Hidden while there is
/// nothing to say; never a message box.
class NoticeStrip : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeStrip(QWidget* parent = nullptr);

    /// A page that could not read: says what and offers to try again; tried again by itself every 5 s.
    void showFailure(const Error& error);
    void showWords(const QString& words, bool good);
    void showProgress(const QString& words, qint64 done, qint64 total);
    void clear();
    /// Only what showFailure() said.
    void clearFailure();

signals:
    void tryAgainAsked();
    void cancelAsked();

private:
    enum class Kind { None, Failure, Words, Progress };
    void setKind(Kind kind, const char* role);

    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_button;
    QTimer m_timer;
    Kind m_kind = Kind::None;
    const char* m_role = "";
};

} // namespace keel
