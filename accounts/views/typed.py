"""What a form page of this room shares: the language button keeps what was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.edit import FormView


class KeepsTyped(FormView):
    """A form that comes back in the other language as it was: nothing judged, counted or saved."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "switch_language" not in request.POST:
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        form = self.get_form()
        form._errors = {}  # bound, and never asked whether it is valid
        return self.render_to_response(self.get_context_data(form=form))
