import { Module } from '@nestjs/common';
import { ProblemActsController } from './problem-acts.controller.js';
import { ProblemRequestsController } from './problem-requests.controller.js';
import { ProblemLadderController } from './problem-ladder.controller.js';
import { ProblemRatingController } from './problem-rating.controller.js';
import { ProblemRatingService } from './problem-rating.service.js';
import { ProblemController } from './problem.controller.js';
import { ProblemHandlers } from './problem.handlers.js';
import { ProblemReader } from './problem.reader.js';
import { ProblemService } from './problem.service.js';

@Module({
  controllers: [
    ProblemController,
    ProblemActsController,
    ProblemRequestsController,
    ProblemLadderController,
    ProblemRatingController,
  ],
  providers: [ProblemService, ProblemReader, ProblemRatingService],
  exports: [ProblemReader, ProblemRatingService],
})
export class ProblemModule {}

/** What the worker runs of problems. */
@Module({ providers: [ProblemHandlers] })
export class ProblemHandlersModule {}
